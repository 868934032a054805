import { endAttempt } from '../../actions/paying/end-attempt.ts'
import { listAttempts } from '../../actions/paying/list-attempts.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { AttemptId } from '../../identity/identity.ts'
import { money } from '../../money/money.ts'
import type { ListedAttempt } from '../../payments/attempt-list.store.ts'
import { toWirePrice } from '../wire/price.ts'
import { matching, oneOf } from './fields.ts'
import { type Field, form, optional, readForm } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'
import { cursorInstant } from './services.ts'

const states = [
  'charging',
  'pending',
  'unknown',
  'parked',
  'succeeded',
  'partial',
  'declined',
  'failed',
  'chargedBack',
] as const

const attemptName = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'the id of an attempt') as Field<AttemptId>

export const attemptRoutes = [
  adminRoute('GET', '/admin/attempts', (call) =>
    answerPage(call, attemptsOf(call), { state: optional(oneOf(states)) }, ({ after: [at, id], limit }, { state }) => {
      const after = id === '' ? null : { createdAt: cursorInstant(at), id: id as AttemptId }
      return listAttempts(call.parts, { state: state ?? null, after, limit })
    }),
  ),
  adminRoute('POST', '/admin/attempts/:id', async (call) => {
    const { parts, operator } = call
    const { outcome } = call.body(form({ outcome: oneOf(['success', 'failed']) }))
    const { id: attemptId } = readForm(form({ id: attemptName }), { id: call.parameter('id') })
    return toWireAttempt(call, await endAttempt(parts, { operator, attemptId, outcome }))
  }),
]

function attemptsOf(call: AdminCall): List<ListedAttempt, [string, string]> {
  return {
    name: 'attempts',
    first: ['', ''],
    keyOf: ({ createdAt, id }) => [String(createdAt), id],
    toWire: (attempt) => toWireAttempt(call, attempt),
  }
}

function toWireAttempt({ parts }: AdminCall, attempt: ListedAttempt): unknown {
  const { id, account, orderId, meansId, meansKind, currency, amountUcents, receivedUcents } = attempt
  const { state, reason, createdAt, endedAt, resolveAt, lookups } = attempt
  const when = (instant: Instant | null) => (instant === null ? null : toWireDateTime(instant, parts.zone))
  return {
    ...{ id, account, order: orderId, means: meansId, type: meansKind },
    amount: toWirePrice(money(amountUcents, currency)),
    received: toWirePrice(money(receivedUcents, currency)),
    ...{ state, reason, lookups },
    ...{ createdAt: when(createdAt), endedAt: when(endedAt), resolveAt: when(resolveAt) },
  }
}
