import { listCreditCodes as readCodes } from '../../payments/credit-code.store.ts'
import type { CreditCode } from '../../payments/credit-code.ts'
import type { Parts } from '../parts.ts'

/** Codes, withdrawn ones too, oldest first, from after an id on. */
export async function listCreditCodes(
  parts: Parts,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly CreditCode[]> {
  return parts.transaction((transaction) => readCodes(transaction, page), 'reads')
}
