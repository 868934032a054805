import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import type { OrderId } from '../identity/identity.ts'
import type { ChangeFacts } from './change-renewal.ts'
import { changeEndRule, type EndRule, endRuleOf } from './end-rule.ts'
import { planLike, serviceLike } from './service.suite.ts'

const until = Temporal.PlainDate.from('2027-06-15')
const engaged = (more: Parameters<typeof serviceLike>[0] = {}) =>
  serviceLike({ mode: 'automatic', engagedUntil: until, engagementEndRule: 'REACTIVATE_ENGAGEMENT', ...more })

function facts(more: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    ...{ service: engaged(), plan: planLike(), possiblePeriods: [parsePeriod('P1Y')], openBill: null },
    ...{
      hasValidMeans: true,
      now: Temporal.Instant.from('2026-11-22T12:00:00Z'),
      zone: 'Europe/Paris',
      cutOffHours: 24,
    },
    ...more,
  }
}

test.each<[string, ReturnType<typeof serviceLike>, EndRule | null]>([
  ['as it was chosen', engaged(), 'REACTIVATE_ENGAGEMENT'],
  ['cancelling, when the service is set to end with its engagement', engaged({ ends: 'engagement' }), 'CANCEL_SERVICE'],
  ['as it was chosen, when it ends at its expiration', engaged({ ends: 'expiration' }), 'REACTIVATE_ENGAGEMENT'],
  ['none, when nothing was chosen', engaged({ engagementEndRule: null }), null],
  ['none without an engagement', engaged({ engagedUntil: null }), null],
])('A8 the rule of an engagement is %s', (_, service, rule) => {
  expect(endRuleOf(service)).toBe(rule)
})

describe('changeEndRule', () => {
  const renewal = { mode: 'automatic', period: 'P1Y' }
  test.each<[string, Partial<ChangeFacts>, EndRule, object | null]>([
    [
      'cancelling sets the service to end with its engagement, and keeps the rule that an undoing returns to',
      {},
      'CANCEL_SERVICE',
      { endRule: 'REACTIVATE_ENGAGEMENT', renewal: { ...renewal, ends: 'engagement' } },
    ],
    [
      'another rule undoes that',
      { service: engaged({ ends: 'engagement' }) },
      'STOP_ENGAGEMENT_KEEP_PRICE',
      { endRule: 'STOP_ENGAGEMENT_KEEP_PRICE', renewal: { ...renewal, ends: null } },
    ],
    [
      'and leaves an end at the expiration',
      { service: engaged({ ends: 'expiration' }) },
      'STOP_ENGAGEMENT_KEEP_PRICE',
      { endRule: 'STOP_ENGAGEMENT_KEEP_PRICE', renewal: null },
    ],
    [
      'the same again changes nothing, while a bill is open too',
      { openBill: 7 as OrderId },
      'REACTIVATE_ENGAGEMENT',
      null,
    ],
  ])('A8 %s', (_, more, rule, expected) => {
    expect(changeEndRule(facts(more), rule)).toEqual(expected)
  })

  const late = Temporal.Instant.from('2027-06-13T22:00:00Z')
  test.each<[string, Partial<ChangeFacts>, EndRule]>([
    ['NOT_FOUND', { service: engaged({ engagedUntil: null }) }, 'CANCEL_SERVICE'],
    ['SERVICE_HAS_OPEN_BILL', { openBill: 7 as OrderId }, 'CANCEL_SERVICE'],
    ['SERVICE_HAS_OPEN_BILL', { openBill: 7 as OrderId }, 'STOP_ENGAGEMENT_KEEP_PRICE'],
    ['PAST_CUT_OFF', { now: late }, 'CANCEL_SERVICE'],
    ['PAST_CUT_OFF', { now: late }, 'STOP_ENGAGEMENT_KEEP_PRICE'],
  ])('A8 refuses with %s: %j %s', (code, more, rule) => {
    expect(() => changeEndRule(facts(more), rule)).toThrow(expect.objectContaining({ code }))
  })

  test('A8 a second before the cut-off it is still allowed', () => {
    const now = late.subtract({ seconds: 1 })
    expect(changeEndRule(facts({ now }), 'STOP_ENGAGEMENT_KEEP_PRICE')).not.toBeNull()
  })
})
