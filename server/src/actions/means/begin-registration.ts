import { randomUUID } from 'node:crypto'
import { addSeconds, realClock } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, MeansId } from '../../identity/identity.ts'
import type { Currency } from '../../money/money.ts'
import { parseBankAccount } from '../../payments/bank-account.ts'
import { describeBankAccount } from '../../payments/describe-registered.ts'
import { insertMeans } from '../../payments/means.store.ts'
import { lockMeansNumbers, nextMeansNumber } from '../../payments/means-register.store.ts'
import type { BankAccount, RegisterableKind } from '../../payments/registrar.ts'
import { insertRegistrations } from '../../payments/registration.store.ts'
import { type ReturnAddresses, registerableKinds, registrationMinutes } from '../../payments/registration.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { refuseLongDescription } from './change-payment-means.ts'
import { openForm } from './open-form.ts'

export interface RegistrationWish {
  readonly accountId: AccountId
  readonly kind: RegisterableKind
  readonly description: string | null
  /** The first means of an account is its default, whatever is wished. */
  readonly makesDefault: boolean
  /** As it was written; null: its holder is asked for it. Of bank accounts only. */
  readonly bankAccount: BankAccount | null
  readonly returns: ReturnAddresses
}

export interface BegunRegistration {
  readonly meansId: MeansId
  readonly formSession: string
  /** Where its holder goes now; a secret, good for an hour. */
  readonly url: string
}

/**
 * Begins to register a means: it has its number at once, and can be charged when its holder has been at the address and
 * `book-registration` has heard so from the provider (rule P7).
 * @throws REGISTRATION_UNAVAILABLE without a provider that registers this kind for this account; INVALID_PARAMETER; UNAVAILABLE
 * when the provider gives no address
 */
export async function beginRegistration(parts: Parts, wish: RegistrationWish): Promise<BegunRegistration> {
  refuseLongDescription(wish.description)
  const bankAccount = wish.bankAccount && parseBankAccount(wish.bankAccount)
  const begun = await parts.transaction((transaction) => begin(transaction, parts, { ...wish, bankAccount }))
  return { meansId: begun.meansId, formSession: begun.formSession, url: await openForm(parts, begun) }
}

async function begin(transaction: Transaction, parts: Parts, wish: RegistrationWish) {
  const { accountId, kind, description, bankAccount, makesDefault, returns } = wish
  await lockAccounts(transaction, [accountId])
  const [account] = await readAccounts(transaction, [accountId])
  if (!account) throw problem('NOT_FOUND', 'there is no such account')
  refuseUnavailable(parts, kind, account.currency)
  await lockMeansNumbers(transaction)
  const id = await nextMeansNumber(transaction)
  const [now, createdAt] = [parts.clock.now(), realClock.now()]
  const known = bankAccount ? describeBankAccount(bankAccount, id) : { label: '', details: {} }
  const facts = { accountId, id, kind, isDefault: false, state: 'registering', description } as const
  await insertMeans(transaction, [
    { ...facts, ...known, expiresOn: null, termsDays: null, createdAt: now, updatedAt: now },
  ])
  const expiresAt = addSeconds(createdAt, registrationMinutes * 60)
  const registration = {
    accountId,
    meansId: id,
    formSession: randomUUID(),
    makesDefault,
    returns,
    createdAt,
    expiresAt,
  }
  await insertRegistrations(transaction, [registration])
  return { ...registration, kind, bankAccount }
}

function refuseUnavailable({ registrar }: Parts, kind: RegisterableKind, currency: Currency): void {
  if (registerableKinds(registrar, currency).includes(kind)) return
  const why = registrar?.kinds.includes(kind)
    ? `a ${kind} pays in euro only, and this account in ${currency}`
    : `this server has no payment provider that registers a ${kind}`
  const message = `${why}: GET /me/payment/availableMethods lists what can be registered`
  throw problem('REGISTRATION_UNAVAILABLE', message, { kind })
}
