/** What a customer says of himself that neither bills nor mails need: kept as he wrote it, and told to nobody else. */
export interface Particulars {
  readonly area: string | null
  readonly birthCity: string | null
  /** `1990-01-31` */
  readonly birthDay: string | null
  readonly companyNationalIdentificationNumber: string | null
  readonly complementaryAddress: string | null
  readonly corporationType: string | null
  readonly fax: string | null
  readonly italianSdi: string | null
  readonly nationalIdentificationNumber: string | null
  /** ISO 3166-1 alpha-2; null: that of the account. */
  readonly phoneCountry: string | null
  readonly phoneType: string | null
  readonly purposeOfPurchase: string | null
  readonly sex: string | null
  readonly spareEmail: string | null
}

/** Of who has said nothing. */
export const noParticulars: Particulars = {
  area: null,
  birthCity: null,
  birthDay: null,
  companyNationalIdentificationNumber: null,
  complementaryAddress: null,
  corporationType: null,
  fax: null,
  italianSdi: null,
  nationalIdentificationNumber: null,
  phoneCountry: null,
  phoneType: null,
  purposeOfPurchase: null,
  sex: null,
  spareEmail: null,
}
