import type { RenewalOccasion } from './renewal-identity.store.ts'

/**
 * The identity of an automatic renewal (rule O7): `auto:<serviceId>:<expiration>`, and with `:2` and so on after each credit note for
 * the bill before it. Unique by the database, so that running twice, late or on two machines changes nothing.
 */
export function renewalIdentity({ serviceId, expiresOn }: Omit<RenewalOccasion, 'accountId'>, before: number): string {
  const identity = `auto:${serviceId}:${expiresOn}`
  return before === 0 ? identity : `${identity}:${before + 1}`
}
