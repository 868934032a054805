import type { Seal } from '../actions/parts.ts'

/** Applications whose secret is kept open at a time; each takes about 300 bytes. */
const mostKept = 10_000

/** Opens application secrets, each once: signatures are checked at every call, and opening costs more than checking. */
export function openedSecrets(seal: Seal): (applicationKey: string, sealed: Buffer) => string {
  const kept = new Map<string, { readonly sealed: Buffer; readonly secret: string }>()
  return (applicationKey, sealed) => {
    const known = kept.get(applicationKey)
    if (known?.sealed.equals(sealed)) return known.secret
    const secret = seal.open(sealed)
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '')
    kept.set(applicationKey, { sealed, secret })
    return secret
  }
}
