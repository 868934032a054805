import { type LocalDate, localDate, realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, MeansId } from '../../identity/identity.ts'
import { describeRegistered } from '../../payments/describe-registered.ts'
import { findMeans, writeMeansStates } from '../../payments/means-change.store.ts'
import { hasDefaultMeans } from '../../payments/means-register.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { writeRegistered } from '../../payments/registered-means.store.ts'
import { asOf, type RegisteredMeans } from '../../payments/registered-means.ts'
import type { RegisteredFacts, RegistrationAnswer } from '../../payments/registrar.ts'
import { endRegistrations, readRegistration } from '../../payments/registration.store.ts'
import type { Registration } from '../../payments/registration.ts'
import { problem } from '../../problem/problem.ts'
import { collectWoken } from '../automatic/collect-woken.ts'
import type { Parts } from '../parts.ts'
import { withinPatience } from '../paying/ask-gateway.ts'
import { chooseDefaultMeans } from './choose-default-means.ts'

export interface BookingRequest {
  readonly accountId: AccountId
  readonly meansId: MeansId
  /** Looks at what is about to be booked, and throws where it is not what was expected: nothing is booked then. */
  readonly check?: (registration: Registration | null, facts: RegisteredFacts | null) => void
}

/** A means and how it came to be, once what the provider said of it is booked. */
export interface BookedRegistration {
  readonly means: RegisteredMeans
  /** null: an operator registered it. */
  readonly registration: Registration | null
}

/**
 * Asks the provider what became of a registration, and books it: once, whoever asks and however often (the holder who comes back, the
 * API's finalize, the sweep). A means that is registered is charged from now on; one that becomes the default collects what is owed at
 * once (rule P8).
 * @throws NOT_FOUND for a means that is not the account's, or is removed; what `check` throws
 */
export async function bookRegistration(parts: Parts, request: BookingRequest): Promise<BookedRegistration> {
  const answer = await askRegistrar(parts, request.meansId)
  const booked = await parts.transaction((transaction) => book(transaction, parts, request, answer))
  if (booked.means.isDefault && booked.isNew) await collectWoken(parts, [request.accountId])
  return booked
}

/** A provider that says nothing within 10 s leaves the registration open. */
async function askRegistrar({ registrar, log }: Parts, meansId: MeansId): Promise<RegistrationAnswer> {
  const open = { state: 'open' } as const
  if (!registrar) return open
  const asked = Promise.try(() => registrar.ask(meansId)).catch((error: unknown) => {
    log.warn({ means: meansId, error: String(error) }, 'the payment provider did not say what became of a registration')
    return open
  })
  return withinPatience(asked, open)
}

async function book(
  transaction: Transaction,
  parts: Parts,
  { accountId, meansId, check }: BookingRequest,
  answer: RegistrationAnswer,
): Promise<BookedRegistration & { readonly isNew: boolean }> {
  await lockAccounts(transaction, [accountId])
  const means = await findMeans(transaction, accountId, meansId)
  if (!means) throw problem('NOT_FOUND', `there is no payment method ${meansId}`)
  const registration = await readRegistration(transaction, accountId, meansId)
  check?.(registration, answer.state === 'registered' ? answer.facts : null)
  const today = localDate(parts.clock.now(), parts.zone)
  const isOpen = registration !== null && registration.outcome === null
  if (!isOpen || answer.state === 'open') return { means: asOf(means, today), registration, isNew: false }
  return {
    means: asOf(await end(transaction, parts, means, registration, answer), today),
    registration: { ...registration, outcome: answer.state },
    isNew: answer.state === 'registered',
  }
}

async function end(
  transaction: Transaction,
  parts: Parts,
  means: PaymentMeans,
  registration: Registration,
  answer: Exclude<RegistrationAnswer, { readonly state: 'open' }>,
): Promise<PaymentMeans> {
  await endRegistrations(transaction, [{ ...registration, outcome: answer.state }], realClock.now())
  if (answer.state === 'registered') return register(transaction, parts, means, registration, answer.facts)
  const now = parts.clock.now()
  const ended = { ...means, state: answer.state === 'refused' ? 'refused' : 'removed', updatedAt: now } as const
  await writeMeansStates(transaction, [ended], now)
  return ended
}

async function register(
  transaction: Transaction,
  parts: Parts,
  means: PaymentMeans,
  { makesDefault }: Registration,
  facts: RegisteredFacts,
): Promise<PaymentMeans> {
  const now = parts.clock.now()
  const registered = { ...means, ...describeRegistered(facts, means.id), state: 'valid', updatedAt: now } as const
  await writeRegistered(transaction, [registered], now)
  const isDefault = makesDefault || !(await hasDefaultMeans(transaction, means.accountId))
  if (isDefault && isGood(registered.expiresOn, localDate(now, parts.zone))) {
    await chooseDefaultMeans(transaction, parts, means)
    return { ...registered, isDefault }
  }
  return registered
}

/** Booked late, a card may be over already. */
function isGood(expiresOn: LocalDate | null, today: LocalDate): boolean {
  return expiresOn === null || Temporal.PlainDate.compare(expiresOn, today) >= 0
}
