import { randomBytes } from 'node:crypto'
import { type Instant, realClock } from '../../calendar/calendar.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, Nichandle } from '../../identity/identity.ts'
import { deleteCalendar, readCalendar, writeCalendar } from '../../notices/calendar.store.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

/** Where calendar programs subscribe to: whoever knows it reads the calendar, so it is a secret. */
export interface SubscribedCalendar {
  readonly url: string
  readonly createdAt: Instant
}

export interface CalendarRequest {
  readonly operator: Operator
  readonly nichandle: Nichandle
}

/** Gives an account's calendar a new address; the one it had opens nothing any more. @throws NOT_FOUND */
export async function createCalendarAddress(
  parts: Parts,
  { operator, nichandle }: CalendarRequest,
): Promise<SubscribedCalendar> {
  return parts.transaction(async (transaction) => {
    const { id } = await accountNamed(transaction, nichandle)
    await auditChange(transaction, parts, { operator, action: 'calendar.created', subject: nichandle })
    return makeAddress(transaction, parts, id)
  })
}

/** The address of an account's calendar. @throws NOT_FOUND when it has none */
export async function readCalendarAddress(
  parts: Parts,
  { nichandle }: Pick<CalendarRequest, 'nichandle'>,
): Promise<SubscribedCalendar> {
  return parts.transaction(async (transaction) => {
    const { id } = await accountNamed(transaction, nichandle)
    const calendar = await readAddress(transaction, parts, id)
    if (!calendar) throw none(nichandle)
    return calendar
  })
}

/** Ends the address of an account's calendar at once. @throws NOT_FOUND when it has none */
export async function removeCalendarAddress(parts: Parts, { operator, nichandle }: CalendarRequest): Promise<void> {
  await parts.transaction(async (transaction) => {
    const { id } = await accountNamed(transaction, nichandle)
    if (!(await deleteCalendar(transaction, id))) throw none(nichandle)
    await auditChange(transaction, parts, { operator, action: 'calendar.deleted', subject: nichandle })
  })
}

/** Gives an account's calendar an address instead of the one it had, for those who have its account. */
export async function makeAddress(
  transaction: Transaction,
  parts: Pick<Parts, 'seal' | 'publicUrl'>,
  accountId: AccountId,
): Promise<SubscribedCalendar> {
  const secret = randomBytes(16).toString('base64url')
  const createdAt = realClock.now()
  const hashed = { secretHash: hashKey(secret), secretSealed: parts.seal.seal(secret) }
  await writeCalendar(transaction, { accountId, ...hashed, createdAt })
  return { url: addressOf(parts, secret), createdAt }
}

/** The address of an account's calendar; null when it has none. */
export async function readAddress(
  transaction: Transaction,
  parts: Pick<Parts, 'seal' | 'publicUrl'>,
  accountId: AccountId,
): Promise<SubscribedCalendar | null> {
  const calendar = await readCalendar(transaction, accountId)
  if (!calendar) return null
  return { url: addressOf(parts, parts.seal.open(calendar.secretSealed)), createdAt: calendar.createdAt }
}

function none(nichandle: Nichandle) {
  return problem('NOT_FOUND', `the calendar of ${nichandle} has no address: POST makes one`)
}

function addressOf({ publicUrl }: Pick<Parts, 'publicUrl'>, secret: string): string {
  return `${publicUrl}/calendar/${secret}.ics`
}
