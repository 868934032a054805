import type { ContactRole } from '../../services/contact.ts'
import type { ContactChangeState } from '../../services/contact-change.ts'

/** The words of the pages on which a mailed link is confirmed, in one language. `{...}` is filled in. */
export interface ConfirmWords {
  readonly notFound: string
  readonly notFoundText: string
  readonly termination: {
    /** `{service}` */
    readonly title: string
    /** `{type}`, `{date}` */
    readonly about: string
    readonly consequence: string
    readonly options: string
    readonly confirm: string
    readonly instead: string
    readonly done: string
    readonly doneText: string
    readonly notNow: string
    readonly reserved: string
  }
  readonly contact: {
    /** `{service}` */
    readonly title: string
    /** `{askedBy}`, `{roles}`, `{from}`, `{to}` */
    readonly about: string
    readonly roles: Readonly<Record<ContactRole, string>>
    readonly consequence: string
    readonly accept: string
    readonly refuse: string
    /** What became of it. */
    readonly states: Readonly<Record<ContactChangeState, string>>
    readonly waitingText: string
    readonly unpaid: string
  }
}
