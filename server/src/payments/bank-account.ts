import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools'
import { type Problem, problem } from '../problem/problem.ts'
import type { BankAccount } from './registrar.ts'

const longestText = 255

/**
 * A bank account that can be debited by SEPA: IBAN and BIC without spaces and in capitals, checked by their country's form and check
 * digits (rule P7). A BIC may be missing: since 2016 the IBAN is enough.
 * @throws INVALID_PARAMETER naming the field
 */
export function parseBankAccount(written: { readonly [Field in keyof BankAccount]: string }): BankAccount {
  const iban = parseSepaIban(written.iban)
  const bic = written.bic.replace(/\s/g, '').toUpperCase()
  if (bic !== '' && !isValidBIC(bic)) throw wrong('bic', 'this is no valid BIC: it has 8 or 11 letters and digits')
  const ownerName = written.ownerName.trim()
  if (ownerName === '') throw wrong('ownerName', 'it is empty: write who owns the account')
  const ownerAddress = written.ownerAddress.trim()
  for (const [field, text] of Object.entries({ ownerName, ownerAddress })) {
    if (text.length > longestText) throw wrong(field, `it has ${text.length} characters, the most is ${longestText}`)
  }
  return { iban, bic, ownerName, ownerAddress }
}

/**
 * An IBAN without spaces, in capitals (rule P7).
 * @throws INVALID_PARAMETER when its length, form or check digits are wrong
 */
export function parseIban(text: string): string {
  const iban = electronicFormatIBAN(text)
  if (iban !== null && isValidIBAN(iban)) return iban
  throw wrong('iban', 'this is no valid IBAN: its length, form or check digits are wrong')
}

/** `FR76 **** 1234`: country, check digits and the end. */
export function maskIban(iban: string): string {
  return `${iban.slice(0, 4)} **** ${iban.slice(-4)}`
}

function parseSepaIban(text: string): string {
  const iban = parseIban(text)
  if (isSEPACountry(iban.slice(0, 2))) return iban
  throw wrong('iban', `banks of ${iban.slice(0, 2)} take no SEPA debits: use an account in a country that does`)
}

function wrong(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
