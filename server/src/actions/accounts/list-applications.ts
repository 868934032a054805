import { listApplications as list } from '../../customers/application.store.ts'
import type { Application } from '../../customers/application.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The applications that an account made, oldest first. */
export function listApplications(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<readonly Application[]> {
  return parts.transaction((transaction) => list(transaction, accountId), 'reads')
}
