import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Bytes from here on are thrown away: 256 is no multiple of 62, and the first letters would come more often. */
const fairBytes = 256 - (256 % alphabet.length)

/** Lengths of the keys, as OVH's examples have them (ovh-api.md 1.2). */
export const keyLengths = {
  applicationKey: 16,
  applicationSecret: 32,
  consumerKey: 32,
  validationToken: 64,
  clientId: 16,
  clientSecret: 32,
  accessToken: 64,
  mailedToken: 32,
} as const

/** A random alphanumeric key, each character with equal chance. 16 characters have 95 bits, 32 have 190. */
export function newKey(kind: keyof typeof keyLengths): string {
  let key = ''
  while (key.length < keyLengths[kind]) {
    for (const byte of randomBytes(keyLengths[kind])) if (byte < fairBytes) key += alphabet[byte % alphabet.length]
  }
  return key.slice(0, keyLengths[kind])
}

/**
 * SHA-256: how consumer keys, tokens and client secrets are stored. They are random and long, so that guessing the text
 * behind a hash is hopeless without the slowness that passwords need; and a row is found by its hash in one look.
 */
export function hashKey(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

/** Compares in a time that does not tell where two secrets differ. */
export function sameSecret(left: Buffer | string, right: Buffer | string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
