import { realClock } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, MeansId, Nichandle } from '../../identity/identity.ts'
import { lockPlayedRegistration, type PlayedRegistration } from '../../operators/sandbox-registration.store.ts'
import { mandateOf } from '../../payments/describe-registered.ts'
import { findMeans } from '../../payments/means-change.store.ts'
import { findMeansOwner } from '../../payments/means-register.store.ts'
import { readRegistration } from '../../payments/registration.store.ts'
import type { Registration } from '../../payments/registration.ts'
import { testCards } from '../../payments/test-cards.ts'
import { readCompany } from '../../policy/policy.store.ts'
import type { Company } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'

/** A registration as the played provider's form shows it. */
export interface RegistrationPage {
  readonly accountId: AccountId
  readonly nichandle: Nichandle
  /** Of the account: `fr_FR`. */
  readonly language: string
  readonly played: PlayedRegistration
  readonly registration: Registration
  /** What shows the means: `**** **** **** 4242`; empty until something is known. */
  readonly label: string
  readonly seller: Pick<Company, 'name' | 'address'>
  /** Of a bank account: its mandate's reference. */
  readonly mandate: string
  /** What its account's holder is likely to write. */
  readonly holder: { readonly name: string; readonly address: string; readonly email: string }
  readonly testCards: typeof testCards
}

/** What names a registration for who has its address. */
export interface RegistrationAddress {
  readonly meansId: MeansId
  readonly token: string
}

/** What an address of the played provider leads to; null for one that is wrong, replaced or too old, and for a means that is removed. */
export async function readRegistrationPage(
  parts: Pick<Parts, 'transaction'>,
  address: RegistrationAddress,
): Promise<RegistrationPage | null> {
  return parts.transaction((transaction) => openRegistrationPage(transaction, address))
}

/** The same in the caller's transaction; the provider's end of it is locked. */
export async function openRegistrationPage(
  transaction: Transaction,
  { meansId, token }: RegistrationAddress,
): Promise<RegistrationPage | null> {
  const played = await lockPlayedRegistration(transaction, meansId, hashKey(token), realClock.now())
  const accountId = played && (await findMeansOwner(transaction, meansId))
  if (!played || accountId === null) return null
  const [[account], means, registration, seller] = await Promise.all([
    readAccounts(transaction, [accountId]),
    findMeans(transaction, accountId, meansId),
    readRegistration(transaction, accountId, meansId),
    readCompany(transaction),
  ])
  const isGone = means === null && played.state !== 'cancelled'
  if (!account || !registration || isGone) return null
  const { nichandle, language, email, organisation, firstname, name, address, zip, city, country } = account
  const street = [address, [zip, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ')
  return {
    ...{ accountId, nichandle, language, played, registration, seller, testCards },
    label: means?.label ?? '',
    mandate: mandateOf(meansId),
    holder: { name: organisation ?? `${firstname} ${name}`, address: street, email },
  }
}
