import type {
  NichandleCountryEnum,
  NichandleLanguageEnum,
  NichandleNichandle,
  NichandleOvhSubsidiaryEnum,
} from '@odnowa/contract/models/nichandle.generated.ts'
import {
  NichandleCountryEnum as countries,
  NichandleGenderEnum as genders,
  NichandleLanguageEnum as languages,
  NichandlePhoneTypeEnum as phoneTypes,
  NichandleOvhSubsidiaryEnum as subsidiaries,
} from '@odnowa/contract/models/nichandle.generated.ts'
import type { Account } from '../../customers/account.ts'
import type { Particulars } from '../../customers/particulars.ts'
import { currencySymbol } from '../../money/money.ts'

/** nichandle.Nichandle. What nobody asks or checks is null. */
export function toWireNichandle(account: Account, particulars: Particulars): NichandleNichandle {
  const { italianSdi: italianSDI, phoneCountry, phoneType, sex, ...said } = particulars
  return {
    ...said,
    italianSDI,
    customerCode: null,
    kycValidated: null,
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
    phoneCountry: phoneCountry === null ? inferredPhoneCountry(account) : countryOf(phoneCountry),
    phoneType: phoneTypes.enum.find((known) => known === phoneType) ?? null,
    sex: genders.enum.find((known) => known === sex) ?? null,
    state: isComplete(account) ? 'complete' : 'incomplete',
    vat: account.vat,
    zip: account.zip,
  }
}

/** Who did not say otherwise has a number of his country. */
function inferredPhoneCountry({ phone, country }: Account): NichandleCountryEnum | null {
  return phone === null ? null : countryOf(country)
}

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
