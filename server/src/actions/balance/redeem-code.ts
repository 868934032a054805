import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import type { BalanceMovement } from '../../ledger/balance.ts'
import { findMovementId, readBalanceMovements } from '../../ledger/balance-movement.store.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { codeMovement } from '../../ledger/money-movements.ts'
import { findCreditCode, insertRedemption, lockCreditCode } from '../../payments/credit-code.store.ts'
import { type CreditCode, normalCode, whyNotRedeemable } from '../../payments/credit-code.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { readServices } from '../../services/service.store.ts'
import { collectFromBalance } from '../automatic/collect-from-balance.ts'
import type { Parts } from '../parts.ts'
import { tellCredited } from './tell-credited.ts'

interface CodeInput {
  readonly accountId: AccountId
  /** As it was typed. */
  readonly input: string
}

/**
 * Redeems a code: its worth is on the prepaid balance, from which open automatic bills are paid at once (rule P8), and which pays orders and
 * renewals from then on. Once an account, whatever repeats or races.
 * @param request.serviceId a service of the account, or null: the credit pays any
 * @returns the movement of the balance
 * @throws CODE_UNKNOWN, CODE_USED, CODE_EXPIRED, CODE_CURRENCY; NOT_FOUND for a service of another
 */
export async function redeemCode(
  parts: Parts,
  request: CodeInput & { readonly serviceId: ServiceId | null },
): Promise<BalanceMovement> {
  const { accountId, serviceId } = request
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    if (serviceId !== null) await refuseForeign(transaction, accountId, serviceId)
    await lockCreditCode(transaction, normalCode(request.input))
    const { code, refusal } = await judge(transaction, parts, request)
    if (refusal || code === null) throw refusal
    const at = parts.clock.now()
    const movement = codeMovement({ accountId, at, orderId: null }, code)
    await insertRedemption(transaction, { accountId, codeId: code.id, at })
    await insertMovements(transaction, [movement])
    const { amount, description: reason } = code
    await tellCredited(transaction, [{ accountId, orderId: null, amount, reason }], at)
    await collectFromBalance(transaction, parts, [accountId])
    const id = await findMovementId(transaction, accountId, movement.identity)
    const [posted] = await readBalanceMovements(transaction, accountId, amount.currency, id === null ? [] : [id])
    if (!posted) throw new Error(`${movement.identity} was posted and is not there`)
    return posted
  })
}

/** Whether an account could redeem a code now; null: there is none. */
export async function checkCode(parts: Parts, request: CodeInput): Promise<Problem | null> {
  return parts.transaction(async (transaction) => (await judge(transaction, parts, request)).refusal, 'reads')
}

async function judge(
  transaction: Transaction,
  { clock, zone }: Parts,
  { accountId, input }: CodeInput,
): Promise<{ readonly code: CreditCode | null; readonly refusal: Problem | null }> {
  const [account] = await readAccounts(transaction, [accountId])
  if (!account) throw problem('NOT_FOUND', 'there is no such account')
  const found = await findCreditCode(transaction, accountId, normalCode(input))
  const facts = { code: found?.code ?? null, redeemedBefore: found?.redeemedBefore ?? false }
  const today = localDate(clock.now(), zone)
  return { code: facts.code, refusal: whyNotRedeemable({ ...facts, currency: account.currency, today }) }
}

async function refuseForeign(transaction: Transaction, accountId: AccountId, id: ServiceId): Promise<void> {
  const [service] = await readServices(transaction, accountId, [id])
  if (!service) throw problem('NOT_FOUND', `there is no service ${id}`, { field: 'serviceId' })
}
