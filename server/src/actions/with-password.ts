import type { Parts } from './parts.ts'

/** A stored order or document with its password opened: fit to make links of, never to be logged (rule O6). */
export function withPassword<Sealed extends { readonly passwordSealed: Buffer }>(
  parts: Pick<Parts, 'seal'>,
  { passwordSealed, ...rest }: Sealed,
): Omit<Sealed, 'passwordSealed'> & { readonly password: string } {
  return { ...rest, password: parts.seal.open(passwordSealed) }
}
