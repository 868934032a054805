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
}
