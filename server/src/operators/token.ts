import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who changes things through the operator API: the name stands in the audit log. */
export interface Operator {
  readonly name: string
}

/** The name of whoever holds the token of ODNOWA_ADMIN_TOKEN. */
export const mainOperator: Operator = { name: 'admin' }

/** A new token of 256 random bits. A secret: shown once, stored hashed. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token. A fast hash is enough: tokens are random, not chosen by people. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Compares in a time that does not depend on where two tokens differ. */
export function sameToken(left: string, right: string): boolean {
  return timingSafeEqual(hashToken(left), hashToken(right))
}
