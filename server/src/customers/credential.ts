import { addSeconds, type Instant, isBefore } from '../calendar/calendar.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import type { AccessRule } from './access-rules.ts'
import { isAllowedIp } from './allowed-ips.ts'
import type { ApplicationStatus } from './application.ts'

export type CredentialState = 'expired' | 'pendingValidation' | 'refused' | 'validated'

/** How long the holder has to answer a request on the validation page, in hours of real time. */
export const validationHours = 24
/** `lastUse` is written at most so often, so that a busy key does not make every read a write. */
export const lastUseSeconds = 60

/** A consumer key: what its holder lets an application do. Its time is real time (rule T7). */
export interface Credential {
  readonly id: number
  readonly applicationId: number
  /** Whose credential it is; null until somebody answers. */
  readonly accountId: AccountId | null
  /** As stored: what stands `validated` here may have expired meanwhile, see `stateOf`. */
  readonly state: CredentialState
  readonly accessRules: readonly AccessRule[]
  /** CIDR blocks; null: from anywhere. */
  readonly allowedIps: readonly string[] | null
  /** Where the holder is sent after answering, as the application wrote it. */
  readonly redirection: string | null
  readonly createdAt: Instant
  /** Null: no end. */
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
}

/** A credential to be stored; its secrets as hashes. */
export interface NewCredential extends Omit<Credential, 'id' | 'lastUsedAt'> {
  readonly consumerKeyHash: Buffer
  readonly validationTokenHash: Buffer | null
}

/** What a holder decides about: a credential and who asks for it. */
export interface CredentialRequest extends Credential {
  readonly applicationName: string
  readonly applicationDescription: string
  /** The account that the application belongs to. */
  readonly ownerId: AccountId
}

/** What the keys of a request lead to: an application, and the credential where the consumer key is one of its own. */
export interface PresentedKeys {
  readonly applicationStatus: ApplicationStatus
  readonly secretSealed: Buffer
  /** At which version of all applications and credentials this was read; null: there is none, and it is not remembered. */
  readonly accessVersion: string | null
  readonly credential: PresentedCredential | null
}

export interface PresentedCredential
  extends Pick<Credential, 'id' | 'state' | 'accessRules' | 'allowedIps' | 'expiresAt' | 'lastUsedAt'> {
  readonly accountId: AccountId | null
  readonly nichandle: Nichandle | null
}

/** The state at a moment: a validated credential expires by itself. */
export function stateOf(credential: Pick<Credential, 'state' | 'expiresAt'>, now: Instant): CredentialState {
  const over = credential.expiresAt !== null && !isBefore(now, credential.expiresAt)
  return credential.state === 'validated' && over ? 'expired' : credential.state
}

/** Whether the validation page may still be answered. */
export function isAnswerable(credential: Pick<Credential, 'state' | 'createdAt'>, now: Instant): boolean {
  return (
    credential.state === 'pendingValidation' && isBefore(now, addSeconds(credential.createdAt, validationHours * 3600))
  )
}

/** Whether `lastUse` is old enough to be written again. */
export function isUseWorthNoting(lastUsedAt: Instant | null, now: Instant): boolean {
  return lastUsedAt === null || now.epochMilliseconds - lastUsedAt.epochMilliseconds >= lastUseSeconds * 1000
}

/** @throws INVALID_CREDENTIAL unless the credential is validated and has not expired. */
export function demandValid(credential: Pick<Credential, 'state' | 'expiresAt'>, now: Instant): void {
  const state = stateOf(credential, now)
  if (state === 'validated') return
  throw problem('INVALID_CREDENTIAL', `This credential is not valid: ${reasons[state]}`, { state })
}

const reasons: Record<Exclude<CredentialState, 'validated'>, string> = {
  expired: 'it has expired; ask for a new one with POST /auth/credential',
  pendingValidation: 'its holder has not validated it yet; open the validationUrl that came with it',
  refused: 'its holder has refused it; ask for a new one with POST /auth/credential',
}

/** @throws FORBIDDEN when the call comes from an address that the credential does not allow. */
export function demandAddress(credential: Pick<Credential, 'allowedIps'>, address: string): void {
  if (isAllowedIp(credential.allowedIps, address)) return
  throw problem(
    'FORBIDDEN',
    `This credential may not be used from ${address}: it is bound to other addresses (allowedIPs)`,
    {
      address,
    },
  )
}
