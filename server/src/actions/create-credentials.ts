import { realClock } from '../calendar/calendar.ts'
import { type AccessRule, allRules } from '../customers/access-rules.ts'
import { insertApplications } from '../customers/application.store.ts'
import { insertCredentials } from '../customers/credential.store.ts'
import { hashKey, newKey } from '../customers/secret.ts'
import type { AccountId } from '../identity/identity.ts'
import type { Parts } from './parts.ts'

/** The three keys of an application that works at once. Shown this once. */
export interface CreatedCredentials {
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
}

/**
 * Makes an application of an account, and a validated credential of it without end.
 * @param request accessRules null: everything that the account may do
 */
export function createCredentials(
  parts: Pick<Parts, 'transaction' | 'seal'>,
  request: {
    readonly accountId: AccountId
    readonly accessRules: readonly AccessRule[] | null
    readonly description: string | null
  },
): Promise<CreatedCredentials> {
  const { accountId } = request
  const createdAt = realClock.now()
  const made: CreatedCredentials = {
    applicationKey: newKey('applicationKey'),
    applicationSecret: newKey('applicationSecret'),
    consumerKey: newKey('consumerKey'),
  }
  return parts.transaction(async (transaction) => {
    const [applicationId] = await insertApplications(transaction, [
      {
        accountId,
        applicationKey: made.applicationKey,
        secretSealed: parts.seal.seal(made.applicationSecret),
        name: request.description ?? 'Application',
        description: request.description ?? '',
        createdAt,
      },
    ])
    if (applicationId === undefined) throw new Error('the database answered no id for a new application')
    await insertCredentials(transaction, [
      {
        applicationId,
        accountId,
        state: 'validated',
        accessRules: request.accessRules ?? allRules,
        allowedIps: null,
        redirection: null,
        consumerKeyHash: hashKey(made.consumerKey),
        validationTokenHash: null,
        createdAt,
        expiresAt: null,
      },
    ])
    return made
  })
}
