import type { ContactRole } from '../services/contact.ts'
import type { NoticeKind } from './notice.ts'

/**
 * A sentence with places such as `{date}`, or several ways to say it: the first whose places can all be filled in is said, and none
 * when none can. So a mail never says what is not known.
 */
export type Saying = string | readonly string[]

/** What a place may hold. */
export type Place =
  /** The service's name, or how many there are. */
  | 'services'
  | 'firstname'
  | 'account'
  /** What the notice is about: a day, and the same with its time. */
  | 'deadline'
  | 'deadlineTime'
  /** The date until which it is paid, when all services have the same. */
  | 'expiration'
  | 'amount'
  /** The same, when it is known to have tax in it, or none. */
  | 'amountTaxed'
  | 'amountUntaxed'
  /** What a renewal of less than nothing gives back. */
  | 'credited'
  /** Its two parts, when the prepaid balance has one of them. */
  | 'fromBalance'
  | 'fromMeans'
  | 'means'
  | 'reason'
  | 'collectAt'
  | 'suspendAt'
  | 'terminateAt'
  | 'cardEndsOn'
  | 'endsOn'
  /** With its time. */
  | 'undoUntil'
  | 'order'
  | 'bill'
  | 'refund'
  | 'link'
  /** Of a change of contacts: who asks for it, which contacts, and the accounts. */
  | 'askedBy'
  | 'contactRoles'
  | 'contactFrom'
  | 'contactTo'

export interface LetterPlan {
  readonly subject: Saying
  /** In order: what is so, what happens next and when, what can be done. */
  readonly sentences: readonly Saying[]
}

/** The words of mails in one language. */
export interface LetterWords {
  readonly greeting: Saying
  /** By the plural categories of `Intl.PluralRules`: `{count}`. */
  readonly services: Readonly<Record<'one' | 'few' | 'many' | 'other', string>>
  readonly plans: Readonly<Record<NoticeKind, LetterPlan>>
  /** Plans for a kind with a cause or a mode: `service.suspended:expired`. */
  readonly special: Readonly<Record<string, LetterPlan>>
  /** Between the name of a fact and its value. */
  readonly colon: string
  readonly headings: { readonly service: string; readonly paidUntil: string }
  /** What a service's table calls the facts that are known. */
  readonly facts: { readonly amount: string; readonly means: string; readonly bill: string; readonly refund: string }
  readonly actions: {
    readonly pay: Saying
    readonly renew: string
    readonly manage: string
    readonly openBill: string
    readonly openRefund: string
    readonly confirm: string
    readonly answer: string
    readonly download: string
  }
  /** Why money was not taken, by the gateway's word; others are said as they are. */
  readonly reasons: Readonly<Record<string, string>>
  readonly closing: string
  /** What a contact is for. */
  readonly contactRoles: Readonly<Record<ContactRole, string>>
}
