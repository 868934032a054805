import type { AuthAccessRule, AuthApiCredential } from '@odnowa/contract/models/auth.generated.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { AccessRule } from '../../customers/access-rules.ts'
import { type Credential, stateOf } from '../../customers/credential.ts'
import type { WireContext } from '../context.ts'

/** auth.ApiCredential. @param now real time: a credential expires by itself */
export function toWireCredential(context: WireContext, credential: Credential, now: Instant): AuthApiCredential {
  const { expiresAt, lastUsedAt } = credential
  return {
    allowedIPs: credential.allowedIps === null ? null : [...credential.allowedIps],
    applicationId: credential.applicationId,
    creation: toWireDateTime(credential.createdAt, context.zone),
    credentialId: credential.id,
    expiration: expiresAt && toWireDateTime(expiresAt, context.zone),
    lastUse: lastUsedAt && toWireDateTime(lastUsedAt, context.zone),
    ovhSupport: false,
    rules: toWireAccessRules(credential.accessRules),
    status: stateOf(credential, now),
  }
}

/** auth.AccessRule, for each rule. */
export function toWireAccessRules(rules: readonly AccessRule[]): AuthAccessRule[] {
  return rules.map(({ method, path }) => ({ method, path }))
}
