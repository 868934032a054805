import type { Instant } from '../../calendar/calendar.ts'
import type { AttemptId } from '../../identity/identity.ts'
import type { Attempt } from '../../payments/payment.ts'
import type { RenewableService } from '../../services/paid-period.store.ts'
import { type Answer, type Booking, bookAnswer } from './book-answer.ts'
import { type Payable, servicesOf } from './lock-payables.ts'

/** All that a batch of answers is about, of any accounts, as it stands before the first of them. */
export interface Standing {
  readonly attempts: readonly Attempt[]
  readonly payables: readonly Payable[]
  readonly services: readonly RenewableService[]
  readonly now: Instant
}

export interface BookedAnswer {
  /** The attempt and its order as they were when this answer was booked. */
  readonly attempt: Attempt
  readonly payable: Payable
  readonly booking: Booking
}

/** Books answers one after the other, each on what those before it made of attempts, orders and expirations. */
export function bookAnswers(
  standing: Standing,
  answers: readonly { readonly attemptId: AttemptId; readonly answer: Answer }[],
): readonly BookedAnswer[] {
  const attempts = new Map(standing.attempts.map((attempt) => [attempt.id, attempt]))
  const payables = new Map(standing.payables.map((payable) => [payable.order.id, payable]))
  const services = new Map(standing.services.map((service) => [service.id, service]))
  return answers.map(({ attemptId, answer }) => {
    const attempt = there(attempts.get(attemptId), `attempt ${attemptId}`)
    const payable = there(payables.get(attempt.orderId), `order ${attempt.orderId}`)
    const own = servicesOf(payable).flatMap(({ id }) => services.get(id) ?? [])
    const booking = bookAnswer({ attempt, payable, services: own, now: standing.now }, answer)
    const { orderBecomes } = booking
    attempts.set(attemptId, booking.attempt)
    if (orderBecomes) payables.set(attempt.orderId, { ...payable, order: { ...payable.order, status: orderBecomes } })
    if (orderBecomes === 'delivered') extend(services, payable)
    return { attempt, payable, booking }
  })
}

function extend(services: Map<number, RenewableService>, { delivers }: Payable): void {
  for (const { serviceId, endsOn } of delivers.flatMap(({ lines }) => lines)) {
    const service = services.get(serviceId)
    if (service) services.set(serviceId, { ...service, expiresOn: endsOn })
  }
}

function there<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`there is no ${name}`)
  return value
}
