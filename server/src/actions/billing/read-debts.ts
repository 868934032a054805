import { type Debt, type DebtChoice, readDebts as readStored } from '../../bills/debt-view.store.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { AccountId, DebtId } from '../../identity/identity.ts'
import { type Money, sum } from '../../money/money.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface DebtsRequest {
  readonly accountId: AccountId
  readonly choice: DebtChoice
}

/** Debts of an account, by id, oldest first; closed ones too. */
export async function readDebts(parts: Parts, { accountId, choice }: DebtsRequest): Promise<ReadonlyMap<DebtId, Debt>> {
  const debts = await parts.transaction((transaction) => readStored(transaction, accountId, choice))
  return new Map(debts.map((debt) => [debt.id, debt]))
}

/** What an account owes in all by automatic bills. */
export interface DebtBalance {
  /** Owed, and no payment of it is open. */
  readonly due: Money
  /** A payment of it is open. */
  readonly pending: Money
}

/** @throws NOT_FOUND */
export async function readDebtBalance(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<DebtBalance> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const debts = await readStored(transaction, accountId, {})
    const owedOf = (isBeingPaid: boolean) =>
      sum(
        debts.filter((debt) => debt.isBeingPaid === isBeingPaid).map(({ owed }) => owed),
        account.currency,
      )
    return { due: owedOf(false), pending: owedOf(true) }
  })
}
