import { randomUUID } from 'node:crypto'
import type { Instant } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { adjustmentMovement } from '../../ledger/money-movements.ts'
import { add, compare, type Money, parseAmount, roundHalfUp, toText, zero } from '../../money/money.ts'
import type { Operator } from '../../operators/token.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { collectFromBalance } from '../automatic/collect-from-balance.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { tellCredited } from './tell-credited.ts'

export interface Adjustment {
  readonly id: string
  readonly account: Nichandle
  readonly value: Money
  readonly reason: string
  readonly at: Instant
  /** The prepaid balance afterwards. */
  readonly balance: Money
}

interface AdjustmentRequest {
  readonly operator: Operator
  readonly nichandle: Nichandle
  /** In the account's currency. */
  readonly value: number | string
  readonly reason: string
}

/**
 * Credits (positive) or debits an account's prepaid balance. A credit pays open automatic bills at once (rule P8).
 * @throws NOT_FOUND; INVALID_PARAMETER for nothing, for parts of a minor unit, and for more than the balance holds
 */
export async function adjustBalance(parts: Parts, request: AdjustmentRequest): Promise<Adjustment> {
  const { operator, nichandle, reason } = request
  return parts.transaction(async (transaction) => {
    const account = await accountNamed(transaction, nichandle)
    const value = readValue(request.value, account)
    const after = await balanceAfter(transaction, account, value)
    const [id, at] = [randomUUID(), parts.clock.now()]
    const occasion = { accountId: account.id, at, orderId: null }
    await insertMovements(transaction, [adjustmentMovement(occasion, id, value, reason)])
    const data = { value: toText(value), reason }
    await auditChange(transaction, parts, { operator, action: 'balance.adjusted', subject: nichandle, data })
    const adjustment = { id, account: nichandle, value, reason, at, balance: after }
    if (value.ucents < 0n) return adjustment
    const paid = await payByCredit(transaction, parts, account, adjustment)
    return paid === 0 ? adjustment : { ...adjustment, balance: await available(transaction, account) }
  })
}

/** @returns how many bills the credit paid */
async function payByCredit(
  transaction: Transaction,
  parts: Parts,
  { id: accountId }: Account,
  { value, reason, at }: Adjustment,
): Promise<number> {
  await tellCredited(transaction, [{ accountId, orderId: null, amount: value, reason }], at)
  return collectFromBalance(transaction, parts, [accountId])
}

function readValue(input: number | string, account: Account): Money {
  const value = parseValue(input, account)
  if (value.ucents === 0n) throw wrong('write an amount other than 0')
  if (compare(value, roundHalfUp(value)) !== 0) throw wrong(`${toText(value)} has parts of a minor unit`)
  return value
}

function parseValue(input: number | string, account: Account): Money {
  try {
    return parseAmount(input, account.currency)
  } catch (error) {
    throw error instanceof Error ? wrong(error.message) : error
  }
}

/** The account's lock is held from here on, so that the balance cannot be spent meanwhile. */
async function balanceAfter(transaction: Transaction, account: Account, value: Money): Promise<Money> {
  await lockAccounts(transaction, [account.id])
  const before = await available(transaction, account)
  const after = add(before, value)
  if (value.ucents < 0n && after.ucents < 0n) throw wrong(`the balance is ${toText(before)}, no more can be taken`)
  return after
}

async function available(transaction: Transaction, { id, currency }: Account): Promise<Money> {
  const balances = await readAvailableBalances(transaction, [{ accountId: id, currency }])
  return balances.get(id) ?? zero(currency)
}

function wrong(message: string): Problem {
  return problem('INVALID_PARAMETER', `value: ${message}`, { field: 'value' })
}
