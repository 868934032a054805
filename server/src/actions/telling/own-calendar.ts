import type { Instant } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { deleteCalendar } from '../../notices/calendar.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { makeAddress, readAddress, type SubscribedCalendar } from './calendar-address.ts'

/** The calendar of a holder who logged in. */
export interface OwnCalendar {
  readonly account: Account
  /** null when it has none. A secret. */
  readonly address: SubscribedCalendar | null
}

/** A holder's calendar as it stands. @throws NOT_FOUND */
export async function readOwnCalendar(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<OwnCalendar> {
  return parts.transaction((transaction) => ownCalendar(transaction, parts, accountId))
}

export interface CalendarChange {
  readonly accountId: AccountId
  readonly change: 'make' | 'end'
  /** When the address was made that the holder saw; null: he saw that there is none. */
  readonly shown: Instant | null
}

/** Makes or ends the address of a holder's calendar, unless it is no more the one that he saw. @throws NOT_FOUND */
export async function changeOwnCalendar(
  parts: Parts,
  { accountId, change, shown }: CalendarChange,
): Promise<{ readonly calendar: OwnCalendar; readonly isDone: boolean }> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const before = await ownCalendar(transaction, parts, accountId)
    if (!isSame(before.address?.createdAt ?? null, shown)) return { calendar: before, isDone: false }
    if (change === 'make') await makeAddress(transaction, parts, accountId)
    else await deleteCalendar(transaction, accountId)
    return { calendar: await ownCalendar(transaction, parts, accountId), isDone: true }
  })
}

async function ownCalendar(transaction: Transaction, parts: Parts, accountId: AccountId): Promise<OwnCalendar> {
  const [account] = await readAccounts(transaction, [accountId])
  if (!account) throw problem('NOT_FOUND', 'This account does not exist')
  return { account, address: await readAddress(transaction, parts, accountId) }
}

function isSame(left: Instant | null, right: Instant | null): boolean {
  return left === null || right === null ? left === right : left.equals(right)
}
