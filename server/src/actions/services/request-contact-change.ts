import { addHours, type Instant, realClock } from '../../calendar/calendar.ts'
import { findAccounts, lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, Nichandle, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { type ContactMove, type Contacts, contactMoves } from '../../services/contact.ts'
import { findWaitingChanges, insertContactChanges } from '../../services/contact-change.store.ts'
import type { Parts } from '../parts.ts'
import { mailContactChanges } from './mail-contact-change.ts'
import { type ServiceView, viewServices } from './view-services.ts'

/** A change can be answered this long, in real time. */
const contactChangeHours = 72

export interface ContactChangeRequest {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** The contacts that are to be others; each must be the name of an account. */
  readonly wanted: Partial<Contacts>
}

/**
 * Asks for other contacts of a service: a task for each two accounts, which both must accept by the token that is mailed to them
 * (ovh-api.md 2.7, 3.6). The service stays its account's own.
 * @returns the numbers of the tasks; none where the contacts are as wanted
 * @throws NOT_FOUND for the service or an account, INVALID_PARAMETER for no contact, SERVICE_HAS_OPEN_BILL naming the order, CONFLICT
 * while another change of the same contact waits
 */
export async function requestContactChange(
  parts: Parts,
  { accountId, serviceId, wanted }: ContactChangeRequest,
): Promise<readonly number[]> {
  const names = [...new Set(Object.values(wanted))]
  if (names.length === 0) {
    throw problem('INVALID_PARAMETER', 'name at least one of contactAdmin, contactBilling and contactTech')
  }
  return parts.transaction(async (transaction) => {
    const view = await viewOf(transaction, parts, accountId, serviceId)
    const moves = contactMoves(view.contacts, wanted)
    const parties = await partiesOf(transaction, [...names, ...moves.map(({ from }) => from)])
    await lockAccounts(transaction, [accountId, ...[...parties.values()].map(({ id }) => id)])
    const current = await viewOf(transaction, parts, accountId, serviceId)
    await refuseChange(transaction, current, moves)
    return ask(transaction, parts, current, moves, parties)
  })
}

async function viewOf(transaction: Transaction, parts: Parts, accountId: AccountId, serviceId: ServiceId) {
  const view = (await viewServices(transaction, parts, accountId, [serviceId])).get(serviceId)
  if (!view) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  return view
}

async function partiesOf(
  transaction: Transaction,
  nichandles: readonly Nichandle[],
): Promise<ReadonlyMap<Nichandle, Account>> {
  const found = new Map((await findAccounts(transaction, nichandles)).map((account) => [account.nichandle, account]))
  const missing = nichandles.find((nichandle) => !found.has(nichandle))
  if (missing !== undefined) throw problem('NOT_FOUND', `there is no account ${missing}`, { nichandle: missing })
  return found
}

async function refuseChange(
  transaction: Transaction,
  { service, openBill }: ServiceView,
  moves: readonly ContactMove[],
): Promise<void> {
  const { accountId, id } = service
  if (moves.length > 0 && openBill !== null) {
    const message = `the contacts of service ${id} cannot be changed while an automatic bill on it is unpaid: pay order ${openBill} first`
    throw problem('SERVICE_HAS_OPEN_BILL', message, { serviceId: String(id), orderId: String(openBill) })
  }
  const roles = moves.flatMap((move) => move.roles)
  const waiting = await findWaitingChanges(transaction, accountId, [id], realClock.now())
  const other = waiting.find((change) => change.roles.some((role) => roles.includes(role)))
  if (!other) return
  const message = `task ${other.id} already changes a contact of service ${id}: have it answered, or wait until it has expired`
  throw problem('CONFLICT', message, { serviceId: String(id), taskId: String(other.id) })
}

async function ask(
  transaction: Transaction,
  parts: Parts,
  { service }: ServiceView,
  moves: readonly ContactMove[],
  parties: ReadonlyMap<Nichandle, Account>,
): Promise<readonly number[]> {
  if (moves.length === 0) return []
  const { accountId, id: serviceId, name: serviceName } = service
  const times = { requestedAt: parts.clock.now(), expiresAt: expiry() }
  const changes = moves.map((move) => ({ ...move, accountId, serviceId, ...times }))
  const ids = await insertContactChanges(transaction, changes)
  const [owner] = await readAccounts(transaction, [accountId])
  if (!owner) throw new Error(`service ${serviceId} is of account ${accountId}, which is not there`)
  const mails = changes.flatMap(({ from, to, roles }, index) => {
    const change = { accountId, id: ids[index] ?? 0, serviceId, serviceName, askedBy: owner.nichandle, from, to, roles }
    return [from, to].flatMap((nichandle) => {
      const party = parties.get(nichandle)
      return party ? [{ accountId: party.id, change }] : []
    })
  })
  await mailContactChanges(transaction, parts, mails)
  return ids
}

function expiry(): Instant {
  return addHours(realClock.now(), contactChangeHours)
}
