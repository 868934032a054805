import { type LocalDate, localDate } from '../../calendar/calendar.ts'
import { newKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import { writeOutcomes } from '../../operators/sandbox.store.ts'
import { type PlayedRegistration, writePlayedRegistration } from '../../operators/sandbox-registration.store.ts'
import { parseBankAccount } from '../../payments/bank-account.ts'
import { type CardEntry, judgeCard } from '../../payments/card-entry.ts'
import type { BankAccount, RegisteredFacts } from '../../payments/registrar.ts'
import type { Registration } from '../../payments/registration.ts'
import { testCard } from '../../payments/test-cards.ts'
import { Problem, problem } from '../../problem/problem.ts'
import { bookRegistration } from '../means/book-registration.ts'
import {
  openRegistrationPage,
  type RegistrationAddress,
  type RegistrationPage,
} from '../means/read-registration-page.ts'
import type { Parts } from '../parts.ts'

/** What a holder sends by the form. */
export type FormEntry =
  | { readonly kind: 'cancel' }
  | ({ readonly kind: 'creditCard' } & CardEntry)
  | { readonly kind: 'paypal'; readonly email: string }
  | ({ readonly kind: 'bankAccount'; readonly isSigned: boolean } & BankAccount)

export interface PlayedEntry {
  readonly page: RegistrationPage
  /** null: the form is to be shown again. */
  readonly outcome: Registration['outcome']
  /** Fields that will not do. */
  readonly wrong: readonly string[]
  /** The card is well-formed, and the provider does not take it. */
  readonly isRefused: boolean
}

/** A form on which so many cards were refused is over: nobody tries out stolen ones. */
const mostRefusals = 5

/**
 * Sandbox only: the provider takes what a holder typed on its form, and the house hears of it. A form that is sent again does nothing
 * again: it gets the outcome of the first.
 * @returns null for an address that is wrong or too old
 */
export async function playRegistration(
  parts: Parts,
  { entry, ...address }: RegistrationAddress & { readonly entry: FormEntry },
): Promise<PlayedEntry | null> {
  const today = localDate(parts.clock.now(), parts.zone)
  const played = await parts.transaction(async (transaction) => {
    const page = await openRegistrationPage(transaction, address)
    if (!page) return null
    if (page.played.state !== 'open') return { ...open, page, state: page.played.state }
    const judged = count(page.played, judge(page.played, entry, today))
    await write(transaction, page.played, judged)
    return { page, ...judged }
  })
  if (played === null) return null
  const { page, state, wrong, isRefused } = played
  if (state === 'open') return { page, outcome: null, wrong, isRefused }
  return { page, outcome: await follow(parts, page, state), wrong: [], isRefused: false }
}

/** The house hears what the provider has; a registration that was given up meanwhile is as it is. */
async function follow(
  parts: Parts,
  { accountId, registration }: RegistrationPage,
  state: Exclude<PlayedRegistration['state'], 'open'>,
): Promise<Registration['outcome']> {
  const { meansId, outcome } = registration
  if (outcome !== null) return outcome
  const booked = await bookRegistration(parts, { accountId, meansId }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'NOT_FOUND') return null
    throw error
  })
  return booked?.registration?.outcome ?? (booked === null ? 'cancelled' : state)
}

interface Judged {
  readonly state: PlayedRegistration['state']
  readonly facts: RegisteredFacts | null
  readonly wrong: readonly string[]
  readonly isRefused: boolean
  /** A script for the charges of what is registered. */
  readonly outcomes: readonly string[] | null
}

const open: Judged = { state: 'open', facts: null, wrong: [], isRefused: false, outcomes: null }

function judge(played: PlayedRegistration, entry: FormEntry, today: LocalDate): Judged {
  if (entry.kind === 'cancel') return { ...open, state: 'cancelled' }
  if (entry.kind !== played.kind) throw problem('BAD_REQUEST', 'This form is of another means of payment')
  switch (entry.kind) {
    case 'creditCard':
      return judgeCardEntry(entry, today)
    case 'paypal':
      return judgePaypal(entry.email.trim())
    case 'bankAccount':
      return judgeMandate({ ...entry, ...played.bankAccount }, today)
  }
}

function judgeCardEntry(entry: CardEntry, today: LocalDate): Judged {
  const judged = judgeCard(entry, today)
  if ('wrong' in judged) return { ...open, wrong: judged.wrong }
  const { isRefused, outcomes } = testCard(entry.number)
  if (isRefused) return { ...open, isRefused }
  const facts = { kind: 'creditCard', token: `card_${newKey('consumerKey')}`, ...judged.card } as const
  return { ...open, state: 'registered', facts, outcomes }
}

function judgePaypal(email: string): Judged {
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { ...open, wrong: ['email'] }
  return { ...open, state: 'registered', facts: { kind: 'paypal', token: `B-${newKey('applicationKey')}`, email } }
}

function judgeMandate(
  { isSigned, ...written }: { readonly isSigned: boolean } & BankAccount,
  today: LocalDate,
): Judged {
  const unsigned = isSigned ? [] : ['isSigned']
  try {
    const { iban, bic, ownerName, ownerAddress } = parseBankAccount(written)
    if (!isSigned) return { ...open, wrong: unsigned }
    const token = `mandate_${newKey('consumerKey')}`
    const account = { iban, bic, ownerName, ownerAddress }
    return { ...open, state: 'registered', facts: { kind: 'bankAccount', token, signedOn: today, ...account } }
  } catch (error) {
    if (!(error instanceof Problem) || error.details.field === undefined) throw error
    return { ...open, wrong: [error.details.field, ...unsigned] }
  }
}

function count({ refusals }: PlayedRegistration, judged: Judged): Judged {
  return judged.isRefused && refusals + 1 >= mostRefusals ? { ...judged, state: 'refused' } : judged
}

async function write(
  transaction: Transaction,
  { meansId, refusals: before }: PlayedRegistration,
  { state, facts, isRefused, outcomes }: Judged,
): Promise<void> {
  await writePlayedRegistration(transaction, { meansId, state, refusals: before + Number(isRefused), facts })
  if (outcomes) await writeOutcomes(transaction, meansId, outcomes)
}
