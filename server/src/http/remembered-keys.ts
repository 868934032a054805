import type { PresentedKeys } from '../customers/credential.ts'

interface Keys {
  readonly applicationKey: string
  readonly consumerKey: string
}

/** Pairs of keys that are remembered at a time; each takes about a kilobyte. */
const mostRemembered = 10_000

export interface RememberedKeys {
  recall(keys: Keys): PresentedKeys | undefined
  /** Keeps what keys lead to, unless it was read under no version. */
  remember(keys: Keys, found: PresentedKeys): void
  forget(keys: Keys): void
}

/** What keys led to when they were presented last. It counts only under the version that it was read under: whoever recalls it asks. */
export function rememberedKeys(): RememberedKeys {
  const kept = new Map<string, PresentedKeys>()
  return {
    recall: (keys) => kept.get(nameOf(keys)),
    remember(keys, found) {
      if (found.accessVersion === null) return
      if (kept.size >= mostRemembered) kept.delete(kept.keys().next().value ?? '')
      kept.set(nameOf(keys), found)
    },
    forget: (keys) => void kept.delete(nameOf(keys)),
  }
}

function nameOf({ applicationKey, consumerKey }: Keys): string {
  return `${applicationKey}\n${consumerKey}`
}
