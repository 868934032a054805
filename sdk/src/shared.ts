/** A value that is fetched once for all who ask at the same time, and again after it failed or was forgotten. */
export interface Shared<Value> {
  get(): Promise<Value>
  /** Fetches anew, unless somebody did since `seen` was got. */
  renew(seen: Value | undefined): Promise<Value>
}

/** Nothing is fetched before the first `get`. A failure reaches all who wait for it, and is not kept. */
export function shared<Value>(fetchValue: () => Promise<Value>): Shared<Value> {
  let current: Promise<Value> | null = null
  let known: { readonly value: Value } | null = null
  const start = (): Promise<Value> => {
    known = null
    current = fetchValue().then(
      (value) => {
        known = { value }
        return value
      },
      (error: unknown) => {
        current = null
        throw error
      },
    )
    return current
  }
  return {
    get: () => current ?? start(),
    renew: (seen) => (current && (known === null || known.value !== seen) ? current : start()),
  }
}
