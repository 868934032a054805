import { readApplications } from '../../customers/application.store.ts'
import type { Application } from '../../customers/application.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { readCredential } from './read-credential.ts'

/** The application that holds a credential of the account's: it may be another's. @throws NOT_FOUND */
export async function readCredentialApplication(
  parts: Pick<Parts, 'transaction'>,
  credential: { readonly accountId: AccountId; readonly credentialId: number },
): Promise<Application> {
  const { applicationId } = await readCredential(parts, credential)
  const [application] = await parts.transaction(
    (transaction) => readApplications(transaction, [applicationId]),
    'reads',
  )
  if (!application) throw problem('NOT_FOUND', `The application of credential ${credential.credentialId} was deleted`)
  return application
}
