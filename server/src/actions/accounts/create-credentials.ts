import { type Instant, realClock } from '../../calendar/calendar.ts'
import { type AccessRule, allRules } from '../../customers/access-rules.ts'
import { insertApplications } from '../../customers/application.store.ts'
import type { NewApplication } from '../../customers/application.ts'
import { insertCredentials } from '../../customers/credential.store.ts'
import type { NewCredential } from '../../customers/credential.ts'
import { hashKey, newKey } from '../../customers/secret.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The three keys of an application that works at once. Shown this once. */
export interface CreatedCredentials {
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
}

interface Wish {
  readonly accountId: AccountId
  /** null: everything that the account may do. */
  readonly accessRules: readonly AccessRule[] | null
  readonly description: string | null
}

/** Makes an application of an account, and a validated credential of it without end. */
export function createCredentials(parts: Pick<Parts, 'transaction' | 'seal'>, wish: Wish): Promise<CreatedCredentials> {
  const createdAt = realClock.now()
  const made: CreatedCredentials = {
    applicationKey: newKey('applicationKey'),
    applicationSecret: newKey('applicationSecret'),
    consumerKey: newKey('consumerKey'),
  }
  const secretSealed = parts.seal.seal(made.applicationSecret)
  return parts.transaction(async (transaction) => {
    const application = applicationOf(wish, made.applicationKey, secretSealed, createdAt)
    const [applicationId] = await insertApplications(transaction, [application])
    if (applicationId === undefined) throw new Error('the database answered no id for a new application')
    await insertCredentials(transaction, [credentialOf(wish, applicationId, made.consumerKey, createdAt)])
    return made
  })
}

function applicationOf(
  { accountId, description }: Wish,
  applicationKey: string,
  secretSealed: Buffer,
  createdAt: Instant,
): NewApplication {
  const name = description ?? 'Application'
  return { accountId, applicationKey, secretSealed, name, description: description ?? '', createdAt }
}

/** Validated from the beginning: nobody is to answer for it on a page. */
function credentialOf(
  { accountId, accessRules }: Wish,
  applicationId: number,
  consumerKey: string,
  createdAt: Instant,
): NewCredential {
  return {
    ...{ applicationId, accountId, createdAt, state: 'validated', accessRules: accessRules ?? allRules },
    ...{ allowedIps: null, redirection: null, validationTokenHash: null, expiresAt: null },
    consumerKeyHash: hashKey(consumerKey),
  }
}
