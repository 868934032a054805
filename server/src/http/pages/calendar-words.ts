/** The words of the page on which a holder looks after his calendar, in one language. `{...}` is filled in. */
export interface CalendarWords {
  readonly title: string
  readonly about: string
  readonly logIn: string
  /** `{account}` */
  readonly of: string
  readonly none: string
  readonly address: string
  /** `{date}` */
  readonly madeAt: string
  readonly howTo: string
  readonly secret: string
  readonly subscribe: string
  readonly make: string
  readonly makeAnother: string
  readonly end: string
  readonly consequence: string
  readonly done: { readonly make: string; readonly end: string }
  /** Sent again, or changed from elsewhere meanwhile. */
  readonly stale: string
  readonly formTooOld: string
}
