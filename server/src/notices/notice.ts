import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, DocumentId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'
import type { ContactRole } from '../services/contact.ts'

/** What people are told, by the names of the operator API. */
export const noticeKinds = [
  ...(['renewal.upcoming', 'renewal.succeeded', 'renewal.failed', 'expiry.reminder', 'ending.reminder'] as const),
  ...(['suspension.warning', 'service.suspended', 'service.reopened'] as const),
  ...(['termination.warning', 'service.terminated', 'card.ending', 'order.paid', 'mode.changed'] as const),
  ...(['balance.credited', 'termination.token', 'contact.change', 'account.created', 'documents.exported'] as const),
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/**
 * What a mail says that its services, its order and its document do not: kept as JSON. Whatever is left out is not said.
 * Moments are ISO-8601 with offset or `Z`, dates `2027-01-31`.
 */
export interface NoticeData {
  /** What was, is or will be taken, with tax; without it the order's total, when the notice has an order. */
  readonly amount?: { readonly ucents: string; readonly currency: Currency }
  /** The label of the means that is or was charged: its last digits or its address. */
  readonly means?: string
  /** Why money was not taken, or was put to the balance: a gateway's or an operator's word. */
  readonly reason?: string
  /** The part of the amount that the prepaid balance paid, or was to pay. */
  readonly fromBalance?: { readonly ucents: string; readonly currency: Currency }
  /** When money is collected, or collecting is tried next. */
  readonly collectAt?: string
  /** When the services are suspended if nothing is done. */
  readonly suspendAt?: string
  /** When the services are terminated if nothing is done. */
  readonly terminateAt?: string
  /** Why the services were suspended or terminated: a cause of suspension, `unpaid`, `expired`, `customer` or `operator`, `ending`, or `parent`: an option that its parent does not cover. */
  readonly cause?: string
  /** The local date at whose 00:00 services end, as their customer has set it just now. */
  readonly endsOn?: string
  /** Until when a chosen end can be undone. */
  readonly undoUntil?: string
  /** The new mode: `automatic`, `manual` or `ending`. */
  readonly mode?: string
  /** The last local date on which a card is good. */
  readonly cardEndsOn?: string
  /** The page that confirms what a mail asks to confirm: a secret, known while the mail is written. Give it sealed. */
  readonly link?: string
  /** The same sealed, in base64: taken away when the mail is written. */
  readonly linkSealed?: string
  /** Who asks that which contacts of a service go from one account to another. */
  readonly contacts?: {
    readonly askedBy: string
    readonly from: string
    readonly to: string
    readonly roles: readonly ContactRole[]
  }
  /** Of a service of another account: what the mail calls it. */
  readonly serviceName?: string
  readonly [word: string]: unknown
}

/** A notice to be written in the transaction that makes it due. */
export interface NewNotice {
  readonly accountId: AccountId
  readonly kind: NoticeKind
  /** What it is about: the moment of the charge, the suspension, the end. Null: a fact that is over, told each time. */
  readonly deadline: Instant | null
  /** Days before the deadline, of reminders; 0 when a kind has one notice a deadline. */
  readonly step?: number
  readonly services: readonly ServiceId[]
  readonly orderId: OrderId | null
  readonly documentId: DocumentId | null
  /** What is told of it once: `service:<id>` of each service unless said otherwise. */
  readonly subjects?: readonly string[]
  readonly data: NoticeData
  /** Business time. */
  readonly at: Instant
}

/** What was told before: a notice is not given twice for the same subject, kind, deadline and step (rules A10, I7). */
export interface ToldKey {
  readonly accountId: AccountId
  readonly subject: string
  readonly kind: NoticeKind
  readonly deadline: Instant
  readonly step: number
}

/** What a notice about a service is told of once: `service:12345`. */
export function serviceSubject(id: ServiceId): string {
  return `service:${id}`
}

/** The keys of a notice. A notice without deadline is a fact of its own moment. */
export function toldKeys({ accountId, subjects, services, kind, deadline, step, at }: NewNotice): ToldKey[] {
  const names = subjects ?? services.map(serviceSubject)
  return names.map((subject) => ({ accountId, subject, kind, deadline: deadline ?? at, step: step ?? 0 }))
}

/**
 * What is left to tell: of each notice the subjects that were not told, neither before nor by an earlier notice of the list; a notice
 * of which nothing is left is dropped. Those without deadline stay as they are.
 */
export function leftToTell(notices: readonly NewNotice[], told: readonly ToldKey[]): NewNotice[] {
  const known = new Set(told.map(textOf))
  return notices.flatMap((notice) => {
    if (notice.deadline === null) return [notice]
    const fresh = toldKeys(notice).filter((key) => !known.has(textOf(key)))
    for (const key of fresh) known.add(textOf(key))
    return fresh.length === 0 ? [] : [narrowed(notice, new Set(fresh.map((key) => key.subject)))]
  })
}

/** A notice with subjects of its own speaks of all its services; the usual one of those that are new. */
function narrowed(notice: NewNotice, fresh: ReadonlySet<string>): NewNotice {
  if (notice.subjects) return { ...notice, subjects: notice.subjects.filter((subject) => fresh.has(subject)) }
  return { ...notice, services: notice.services.filter((id) => fresh.has(serviceSubject(id))) }
}

function textOf({ accountId, subject, kind, deadline, step }: ToldKey): string {
  return `${accountId} ${subject} ${kind} ${deadline.epochMilliseconds} ${step}`
}
