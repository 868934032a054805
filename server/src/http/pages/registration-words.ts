/** The words of the played provider's forms, in one language. `{...}` is filled in. */
export interface RegistrationWords {
  readonly sandbox: string
  /** `{account}`, `{seller}` */
  readonly about: string
  readonly cancel: string
  readonly notFound: string
  readonly notFoundText: string
  readonly card: {
    readonly title: string
    readonly number: string
    readonly expiry: string
    readonly expiryHint: string
    readonly code: string
    readonly register: string
    readonly kept: string
    readonly tests: string
    readonly works: string
    readonly declines: string
    readonly refused: string
  }
  readonly paypal: {
    readonly title: string
    /** `{seller}` */
    readonly consequence: string
    readonly email: string
    readonly agree: string
  }
  readonly mandate: {
    readonly title: string
    readonly creditor: string
    readonly reference: string
    readonly kind: string
    readonly recurrent: string
    readonly iban: string
    readonly bic: string
    readonly ownerName: string
    readonly ownerAddress: string
    readonly optional: string
    /** `{seller}` */
    readonly authorises: string
    readonly refund: string
    readonly signature: string
    readonly sign: string
  }
  /** What is said of a field that will not do. */
  readonly wrong: Readonly<Record<string, string>>
  readonly isRefused: string
  readonly outcomes: Readonly<
    Record<'registered' | 'cancelled' | 'refused' | 'expired', { readonly title: string; readonly text: string }>
  >
  readonly back: string
}
