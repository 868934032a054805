import type {
  NichandleCountryEnum,
  NichandleLanguageEnum,
  NichandleNichandle,
  NichandleOvhSubsidiaryEnum,
} from '@odnowa/contract/models/nichandle.generated.ts'
import {
  NichandleCountryEnum as countries,
  NichandleLanguageEnum as languages,
  NichandleOvhSubsidiaryEnum as subsidiaries,
} from '@odnowa/contract/models/nichandle.generated.ts'
import type { Account } from '../../customers/account.ts'
import { currencySymbol } from '../../money/money.ts'

/** nichandle.Nichandle. What Odnowa does not ask its customers is null. */
export function toWireNichandle(account: Account): NichandleNichandle {
  return {
    ...unasked,
    address: account.address,
    city: account.city,
    country: countryOf(account.country),
    currency: { code: account.currency, symbol: currencySymbol(account.currency) },
    email: account.email,
    firstname: account.firstname,
    language: languageOf(account.language),
    legalform: account.legalform,
    name: account.name,
    nichandle: account.nichandle,
    organisation: account.organisation,
    ovhCompany: 'ovh',
    ovhSubsidiary: subsidiaryOf(account.country),
    phone: account.phone,
    phoneCountry: account.phone === null ? null : countryOf(account.country),
    state: isComplete(account) ? 'complete' : 'incomplete',
    vat: account.vat,
    zip: account.zip,
  }
}

const unasked = {
  area: null,
  birthCity: null,
  birthDay: null,
  companyNationalIdentificationNumber: null,
  complementaryAddress: null,
  corporationType: null,
  customerCode: null,
  fax: null,
  italianSDI: null,
  kycValidated: null,
  nationalIdentificationNumber: null,
  phoneType: null,
  purposeOfPurchase: null,
  sex: null,
  spareEmail: null,
} as const satisfies Partial<NichandleNichandle>

function isComplete({ address, city, zip }: Account): boolean {
  return address !== null && city !== null && zip !== null
}

function countryOf(country: string): NichandleCountryEnum {
  return countries.enum.find((known) => known === country) ?? 'UNKNOWN'
}

function languageOf(language: string): NichandleLanguageEnum | null {
  return languages.enum.find((known) => known === language) ?? null
}

/** OVH's branch in the country, and the European one where there is none. */
function subsidiaryOf(country: string): NichandleOvhSubsidiaryEnum {
  return subsidiaries.enum.find((known) => known === country) ?? 'EU'
}
