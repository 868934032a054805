import type { LocalDate } from '../calendar/calendar.ts'
import type { MeansId } from '../identity/identity.ts'
import { compare, type Money, toText, zero } from '../money/money.ts'
import { problem } from '../problem/problem.ts'
import type { MeansKind, PaymentMeans, RegisteredMeansKind } from './payment.ts'

/** What the payer named: a kind with or without a number (the old call), or a number alone (the new one). */
export type MeansChoice = { readonly kind: MeansKind; readonly id: MeansId | null } | { readonly id: MeansId }

export interface MeansFacts {
  readonly choice: MeansChoice
  /** The account's registered means, removed ones left out. */
  readonly registered: readonly PaymentMeans[]
  readonly amount: Money
  /** The account's prepaid balance. */
  readonly balance: Money
  readonly today: LocalDate
}

/** What an order is paid with: `means` is null where nothing is registered for it. */
export interface ChosenMeans {
  readonly kind: MeansKind
  readonly means: PaymentMeans | null
}

/**
 * The means of rule P7. An order of 0 or less is settled by any of them (rule P6), so their state does not matter then.
 * @throws NOT_FOUND for a number that is not the account's; PAYMENT_MEANS_REFUSED when kind and number differ or
 * `fidelityAccount` is to pay more than 0; PAYMENT_MEANS_NOT_VALID when expired, not valid or none of the kind is there;
 * BALANCE_TOO_SMALL
 */
export function chooseMeans(facts: MeansFacts): ChosenMeans {
  const { choice, amount, balance } = facts
  const isFree = compare(amount, zero(amount.currency)) <= 0
  if (!('kind' in choice)) return registeredChoice(facts, meansOf(facts, choice.id), isFree)
  if (choice.kind === 'fidelityAccount' || choice.kind === 'ovhAccount') {
    refuseNumber(choice.kind, choice.id)
    if (!isFree && choice.kind === 'fidelityAccount') throw fidelityRefused(amount)
    if (!isFree && compare(balance, amount) < 0) throw balanceTooSmall(balance, amount)
    return { kind: choice.kind, means: null }
  }
  if (choice.id !== null) return registeredChoice(facts, sameKind(meansOf(facts, choice.id), choice.kind), isFree)
  return firstOfKind(facts, choice.kind, isFree)
}

/** Why a registered means cannot be charged on a date; null when it can. It is good until the end of its own last date. */
export function whyNotUsable(means: PaymentMeans, today: LocalDate): string | null {
  if (means.state !== 'valid') return `is ${means.state}`
  if (means.expiresOn && Temporal.PlainDate.compare(means.expiresOn, today) < 0) return `expired on ${means.expiresOn}`
  return null
}

function registeredChoice({ today }: MeansFacts, means: PaymentMeans, isFree: boolean): ChosenMeans {
  const why = isFree ? null : whyNotUsable(means, today)
  if (why) throw problem('PAYMENT_MEANS_NOT_VALID', `payment means ${means.id} ${why}: pay with another`)
  return { kind: means.kind, means }
}

function firstOfKind(facts: MeansFacts, kind: RegisteredMeansKind, isFree: boolean): ChosenMeans {
  const ofKind = facts.registered.filter((means) => means.kind === kind)
  const usable = ofKind.filter((means) => whyNotUsable(means, facts.today) === null)
  const means = usable.find((candidate) => candidate.isDefault) ?? usable.toSorted(longestFirst)[0]
  if (means) return { kind, means }
  const [first] = ofKind
  if (first) return registeredChoice(facts, first, isFree)
  if (isFree) return { kind, means: null }
  throw problem('PAYMENT_MEANS_NOT_VALID', `no ${kind} is registered: register one, or pay with another means`)
}

/** Means without an end come first; of equal ones the lower number, as they are registered in this order. */
function longestFirst({ expiresOn: one }: PaymentMeans, { expiresOn: other }: PaymentMeans): number {
  if (one && other) return Temporal.PlainDate.compare(other, one)
  return Number(one !== null) - Number(other !== null)
}

function meansOf({ registered }: MeansFacts, id: MeansId): PaymentMeans {
  const means = registered.find((candidate) => candidate.id === id)
  if (!means) throw problem('NOT_FOUND', `there is no payment means ${id}`)
  return means
}

function sameKind(means: PaymentMeans, kind: RegisteredMeansKind): PaymentMeans {
  if (means.kind === kind) return means
  throw problem(
    'PAYMENT_MEANS_REFUSED',
    `payment means ${means.id} is a ${means.kind}, not a ${kind}: name it by its kind`,
  )
}

function refuseNumber(kind: MeansKind, id: MeansId | null): void {
  if (id === null) return
  throw problem('PAYMENT_MEANS_REFUSED', `${kind} has no number: leave paymentMeanId ${id} out`)
}

function fidelityRefused(amount: Money) {
  return problem(
    'PAYMENT_MEANS_REFUSED',
    `fidelityAccount pays only what is free, not ${toText(amount)}: pay with another means`,
  )
}

function balanceTooSmall(balance: Money, amount: Money) {
  return problem(
    'BALANCE_TOO_SMALL',
    `the balance of ${toText(balance)} does not cover ${toText(amount)}: pay with another means`,
  )
}
