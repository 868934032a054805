import { addSeconds, realClock } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { parseBankAccount } from '../../payments/bank-account.ts'
import { describeBankAccount } from '../../payments/describe-registered.ts'
import { writeRegistered } from '../../payments/registered-means.store.ts'
import type { BankAccount, RegistrationRequest } from '../../payments/registrar.ts'
import { prolongRegistrations, readRegistration } from '../../payments/registration.store.ts'
import { registrationMinutes } from '../../payments/registration.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import type { BegunRegistration } from './begin-registration.ts'
import { lockMeans, type MeansName } from './means-facts.ts'
import { openForm } from './open-form.ts'

/**
 * Says of a bank account that is being registered whose it is and where: its holder has to sign the mandate only, at a new address.
 * @throws NOT_FOUND; INVALID_PARAMETER; REGISTRATION_OVER when nothing is being registered; PAYMENT_MEANS_REFUSED for another kind:
 * its holder tells the provider alone
 */
export async function addRegistrationDetails(
  parts: Parts,
  { bankAccount, ...name }: MeansName & { readonly bankAccount: BankAccount },
): Promise<BegunRegistration> {
  const checked = parseBankAccount(bankAccount)
  const { formSession, ...request } = await parts.transaction((transaction) => store(transaction, parts, name, checked))
  return { meansId: request.meansId, formSession, url: await openForm(parts, request) }
}

async function store(
  transaction: Transaction,
  parts: Parts,
  name: MeansName,
  bankAccount: BankAccount,
): Promise<RegistrationRequest & Pick<BegunRegistration, 'formSession'>> {
  const { means } = await lockMeans(transaction, parts, name)
  const { accountId, id: meansId, kind } = means
  if (kind !== 'bankAccount') {
    throw problem('PAYMENT_MEANS_REFUSED', `a ${kind} takes no details here: its holder tells them the provider alone`)
  }
  const registration = await readRegistration(transaction, accountId, meansId)
  if (registration === null || registration.outcome !== null) {
    throw problem(
      'REGISTRATION_OVER',
      `payment method ${meansId} is not being registered: begin anew to change its account`,
    )
  }
  const expiresAt = addSeconds(realClock.now(), registrationMinutes * 60)
  await prolongRegistrations(transaction, [{ accountId, meansId, expiresAt }])
  await writeRegistered(transaction, [{ ...means, ...describeBankAccount(bankAccount, meansId) }], parts.clock.now())
  return { accountId, meansId, kind, bankAccount, expiresAt, formSession: registration.formSession }
}
