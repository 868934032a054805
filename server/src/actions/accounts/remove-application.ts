import { deleteApplications } from '../../customers/application.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Deletes an application with all its credentials, those that other accounts gave it too: its key opens nothing from now on. @throws NOT_FOUND */
export async function removeApplication(
  parts: Pick<Parts, 'transaction'>,
  { accountId, applicationId }: { readonly accountId: AccountId; readonly applicationId: number },
): Promise<void> {
  const gone = await parts.transaction((transaction) => deleteApplications(transaction, accountId, [applicationId]))
  if (gone.length > 0) return
  throw problem('NOT_FOUND', `The requested object (applicationId = ${applicationId}) does not exist`)
}
