import type { NichandleNichandleInput } from '@odnowa/contract/models/nichandle.generated.ts'
import type { OwnChange } from '../../actions/accounts/change-own-account.ts'
import { parseDate } from '../../calendar/calendar.ts'
import type { Particulars } from '../../customers/particulars.ts'
import { type Problem, problem } from '../../problem/problem.ts'

/** Longest texts, in characters; 255 for the others. */
const longest: Readonly<Record<string, number>> = { zip: 20, phone: 40, fax: 40, vat: 30 }

/**
 * The change that a body asks for: what is left out stays as it is, null and an empty text take it away. Read-only fields are ignored.
 * @throws INVALID_PARAMETER naming the field
 */
export function fromWireNichandle(body: NichandleNichandleInput): OwnChange {
  return { data: dataOf(body), particulars: particularsOf(body) }
}

function dataOf(body: NichandleNichandleInput): OwnChange['data'] {
  const { country, language, legalform } = body
  if (country === 'UNKNOWN') throw wrong('country', 'write the two letters of a country')
  return {
    ...optionalTexts(body, ['organisation', 'address', 'city', 'zip', 'phone', 'vat']),
    ...neededText(body, 'firstname'),
    ...neededText(body, 'name'),
    ...(country === undefined ? {} : { country }),
    ...(legalform === undefined ? {} : { legalform }),
    ...(language === undefined ? {} : { language: demanded('language', language) }),
  }
}

const texts = [
  'area',
  'birthCity',
  'birthDay',
  'companyNationalIdentificationNumber',
  'complementaryAddress',
  'corporationType',
  'fax',
  'nationalIdentificationNumber',
  'purposeOfPurchase',
  'spareEmail',
] as const

function particularsOf(body: NichandleNichandleInput): Partial<Particulars> {
  const { phoneCountry, phoneType, sex } = body
  const said = optionalTexts(body, texts)
  demandForm('birthDay', said.birthDay, (text) => parseDate(text) !== null, 'a date such as 1990-01-31')
  demandForm('spareEmail', said.spareEmail, (text) => /^[^\s@]+@[^\s@]+$/.test(text), 'an e-mail address')
  const { italianSDI: italianSdi } = optionalTexts(body, ['italianSDI'])
  return {
    ...said,
    ...(italianSdi === undefined ? {} : { italianSdi }),
    ...(phoneCountry === undefined ? {} : { phoneCountry: phoneCountry === 'UNKNOWN' ? null : phoneCountry }),
    ...(phoneType === undefined ? {} : { phoneType }),
    ...(sex === undefined ? {} : { sex }),
  }
}

type TextField = {
  [Field in keyof NichandleNichandleInput]: string extends NonNullable<NichandleNichandleInput[Field]> ? Field : never
}[keyof NichandleNichandleInput] &
  string

function optionalTexts<Field extends TextField>(
  body: NichandleNichandleInput,
  fields: readonly Field[],
): { readonly [Each in Field]?: string | null } {
  const given = fields.filter((field) => body[field] !== undefined)
  return Object.fromEntries(given.map((field) => [field, textOf(field, body[field] as string | null)])) as {
    readonly [Each in Field]?: string | null
  }
}

function neededText<Field extends 'name' | 'firstname'>(
  body: NichandleNichandleInput,
  field: Field,
): { readonly [Each in Field]?: string } {
  const text = body[field]
  if (text === undefined) return {}
  return { [field]: demanded(field, textOf(field, text)) } as { readonly [Each in Field]: string }
}

function textOf(field: string, given: string | null): string | null {
  const text = given?.trim() ?? ''
  const most = longest[field] ?? 255
  if (text.length > most) throw wrong(field, `at most ${most} characters are kept`)
  return text === '' ? null : text
}

function demanded<Value>(field: string, value: Value | null): Value {
  if (value === null) throw wrong(field, 'an account cannot be without it')
  return value
}

function demandForm(
  field: string,
  text: string | null | undefined,
  isRight: (text: string) => boolean,
  example: string,
): void {
  if (text && !isRight(text)) throw wrong(field, `write ${example}`)
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
