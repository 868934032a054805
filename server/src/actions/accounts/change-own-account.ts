import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts, updateAccount } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { updateParticulars } from '../../customers/particulars.store.ts'
import type { Particulars } from '../../customers/particulars.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { decideTax, isPlausibleVat, whyVatNotValid } from '../../orders/tax.ts'
import { readCompany, readTaxRates } from '../../policy/policy.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** What a holder may change of his account: his address of mail and his currency are not his to change. */
export type OwnData = Omit<Account, 'id' | 'nichandle' | 'email' | 'currency' | 'createdAt'>

export interface OwnChange {
  readonly data: Partial<OwnData>
  readonly particulars: Partial<Particulars>
}

/**
 * Changes what a holder says of his account, any subset. What was ordered and issued stays as it is (rule B2); what comes next is taxed
 * by the new country, legal form and VAT number (rule B4), and written in the new language.
 * @throws INVALID_PARAMETER for a VAT number that its country does not give, or a country that no tax rate is known of
 */
export async function changeOwnAccount(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: { readonly accountId: AccountId; readonly change: OwnChange },
): Promise<void> {
  const { accountId, change } = request
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'This account does not exist')
    const changed = { ...account, ...change.data }
    if (isTaxedAnew(account, changed)) await demandTaxable(transaction, parts, changed)
    await updateAccount(transaction, changed, null)
    await updateParticulars(transaction, accountId, change.particulars)
  })
}

/** What an operator entered stays good as long as nobody touches it. */
function isTaxedAnew(before: Account, after: Account): boolean {
  return before.vat !== after.vat || before.country !== after.country || before.legalform !== after.legalform
}

async function demandTaxable(
  transaction: Transaction,
  { clock, zone }: Pick<Parts, 'clock' | 'zone'>,
  { country, legalform, vat }: Account,
): Promise<void> {
  const why = whyVatNotValid(vat, country)
  if (why !== null) throw problem('INVALID_PARAMETER', `vat: ${why}`, { field: 'vat' })
  const [company, rates] = await Promise.all([readCompany(transaction), readTaxRates(transaction)])
  const customer = { country, legalform, vatValid: isPlausibleVat(vat, country) }
  try {
    decideTax({ sellerCountry: company.country, customer, rates, date: localDate(clock.now(), zone) })
  } catch {
    const message = `country: ${country} is not served yet: no tax rate of it is known`
    throw problem('INVALID_PARAMETER', message, { field: 'country' })
  }
}
