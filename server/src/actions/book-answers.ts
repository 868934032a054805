import type { Instant } from '../calendar/calendar.ts'
import type { AttemptId } from '../identity/identity.ts'
import type { SealedOrder } from '../orders/order.store.ts'
import type { Attempt } from '../payments/payment.ts'
import type { RenewableService } from '../services/paid-period.store.ts'
import { type Answer, type Booking, bookAnswer } from './book-answer.ts'

/** All that a batch of answers is about, of any accounts, as it stands before the first of them. */
export interface Standing {
  readonly attempts: readonly Attempt[]
  readonly orders: readonly SealedOrder[]
  readonly services: readonly RenewableService[]
  readonly now: Instant
}

export interface BookedAnswer {
  /** The attempt and its order as they were when this answer was booked. */
  readonly attempt: Attempt
  readonly order: SealedOrder
  readonly booking: Booking
}

/** Books answers one after the other, each on what those before it made of attempts, orders and expirations. */
export function bookAnswers(
  standing: Standing,
  answers: readonly { readonly attemptId: AttemptId; readonly answer: Answer }[],
): readonly BookedAnswer[] {
  const attempts = new Map(standing.attempts.map((attempt) => [attempt.id, attempt]))
  const orders = new Map(standing.orders.map((order) => [order.id, order]))
  const services = new Map(standing.services.map((service) => [service.id, service]))
  return answers.map(({ attemptId, answer }) => {
    const attempt = there(attempts.get(attemptId), `attempt ${attemptId}`)
    const order = there(orders.get(attempt.orderId), `order ${attempt.orderId}`)
    const own = order.lines.flatMap((line) => services.get(line.serviceId) ?? [])
    const booking = bookAnswer({ attempt, order, services: own, now: standing.now }, answer)
    attempts.set(attemptId, booking.attempt)
    if (booking.orderBecomes) orders.set(order.id, { ...order, status: booking.orderBecomes })
    if (booking.orderBecomes === 'delivered') extend(services, order)
    return { attempt, order, booking }
  })
}

function extend(services: Map<number, RenewableService>, { lines }: SealedOrder): void {
  for (const { serviceId, endsOn } of lines) {
    const service = services.get(serviceId)
    if (service) services.set(serviceId, { ...service, expiresOn: endsOn })
  }
}

function there<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`there is no ${name}`)
  return value
}
