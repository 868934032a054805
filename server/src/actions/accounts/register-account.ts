import type { Account } from '../../customers/account.ts'
import type { Operator } from '../../operators/token.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { type AccountRequest, createAccount } from './create-account.ts'

/** Makes an account for an operator. @throws ALREADY_EXISTS when its nichandle is taken */
export async function registerAccount(
  parts: Parts,
  request: AccountRequest & { readonly operator: Operator },
): Promise<Account> {
  const { operator, ...wanted } = request
  return createAccount(parts, wanted, async (transaction, { nichandle: subject, country, currency, legalform }) => {
    const data = { country, currency, legalform }
    await auditChange(transaction, parts, { operator, action: 'account.created', subject, data })
  })
}
