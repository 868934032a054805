import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, MeansId } from '../../identity/identity.ts'
import type { MeansFacts } from '../../payments/change-means.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import type { PaymentMeans, RegisteredMeansKind } from '../../payments/payment.ts'
import { problem } from '../../problem/problem.ts'
import { hasAutomaticServices } from '../../services/automatic-service.store.ts'
import type { Parts } from '../parts.ts'

/** Which means is meant: by its number, and by its kind where the old API's route names one. */
export interface MeansName {
  readonly accountId: AccountId
  readonly id: MeansId
  /** null: of any kind. */
  readonly kind: RegisteredMeansKind | null
}

/** A means that is about to change, with what the change is judged by; its account is locked. @throws NOT_FOUND */
export async function lockMeans(
  transaction: Transaction,
  { clock, zone }: Pick<Parts, 'clock' | 'zone'>,
  { accountId, id, kind }: MeansName,
): Promise<MeansFacts & { readonly means: PaymentMeans }> {
  await lockAccounts(transaction, [accountId])
  const [registered, isRenewing] = await Promise.all([
    listMeans(transaction, accountId),
    hasAutomaticServices(transaction, accountId),
  ])
  const means = registered.find((one) => one.id === id && (kind === null || one.kind === kind))
  if (!means) throw problem('NOT_FOUND', `there is no ${kind ?? 'payment method'} ${id}`)
  return { means, registered, isRenewing, today: localDate(clock.now(), zone) }
}
