import { expect, test } from 'vitest'
import type { NoticedService } from '../../notices/noticed-service.store.ts'
import type { UnwrittenNotice } from '../../notices/outbox.store.ts'
import { defaultPolicy } from '../../policy/policy.ts'
import { completeData } from './complete-data.ts'

const zone = 'Europe/Paris'
const at = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant()

function complete(
  notice: Partial<UnwrittenNotice>,
  { hold = null, cutOffHours = 24 }: { hold?: string | null; cutOffHours?: number } = {},
) {
  const told = { data: {}, orderId: null, countsFrom: null, unpaidFrom: null, createdAt: at('2027-01-10'), ...notice }
  const service = {
    deletionDays: 30,
    suspensionCauses: [],
    holdUntil: hold === null ? null : Temporal.PlainDate.from(hold),
  }
  return completeData({
    ...{ notice: told as unknown as UnwrittenNotice, services: [service as unknown as NoticedService], zone },
    policy: { ...defaultPolicy, cutOffHours },
  })
}

test.each([
  ['at its expiration', null, '2027-01-20', '2027-02-19'],
  ['once an operator lets go of it', '2027-02-10', '2027-02-10', '2027-03-12'],
  ['not before, though the hold ends earlier', '2027-01-15', '2027-01-20', '2027-02-19'],
])('A5, A10 a reminder says that it is suspended %s, and ended from then on', (_, hold, suspended, ended) => {
  const data = complete({ kind: 'expiry.reminder', deadline: at('2027-01-20') }, { hold })
  expect(data).toMatchObject({ suspendAt: String(at(suspended)), terminateAt: String(at(ended)) })
})

test.each([
  ['a day before', 24, '2027-01-19'],
  ['earlier by the operator’s number', 48, '2027-01-18'],
  ['no more when that is past', 480, null],
])('A8 an end can be undone until %s', (_, cutOffHours, until) => {
  const undoUntil = until === null ? undefined : String(at(until))
  const deadline = at('2027-01-20')
  expect(complete({ kind: 'ending.reminder', deadline }, { cutOffHours }).undoUntil).toBe(undoUntil)
  const changed = { kind: 'mode.changed', deadline: null, data: { mode: 'ending', endsOn: '2027-01-20' } } as const
  expect(complete(changed, { cutOffHours }).undoUntil).toBe(undoUntil)
})

test('A2a nobody chose the end of an option that its parent does not cover', () => {
  const left = { kind: 'ending.reminder', deadline: at('2027-01-20'), data: { cause: 'parent' } } as const
  expect(complete(left).undoUntil).toBeUndefined()
})
