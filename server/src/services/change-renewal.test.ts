import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import type { OrderId, ServiceId } from '../identity/identity.ts'
import { type ChangeFacts, changeRenewal, type RenewalChange } from './change-renewal.ts'
import { planLike, serviceLike } from './service.suite.ts'

const period = parsePeriod
const day = Temporal.PlainDate.from

function factsLike(changes: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    service: serviceLike(),
    plan: planLike(),
    possiblePeriods: [period('P1M'), period('P1Y')],
    openBill: null,
    hasValidMeans: true,
    now: Temporal.Instant.from('2026-11-22T12:00:00Z'),
    zone: 'Europe/Paris',
    cutOffHours: 24,
    ...changes,
  }
}

const automatic = serviceLike({ mode: 'automatic' })
const ending = serviceLike({ mode: 'automatic', ends: 'expiration' })
const engaged = serviceLike({ mode: 'automatic', engagedUntil: day('2027-06-15') })
const follower = {
  service: serviceLike({ parentId: 7 as ServiceId }),
  plan: planLike({ followsParent: true }),
  possiblePeriods: [],
}

describe('changeRenewal', () => {
  test.each<[string, Partial<ChangeFacts>, RenewalChange, object]>([
    ['to automatic', {}, { mode: 'automatic' }, { mode: 'automatic', period: 'P1Y', ends: null }],
    ['to manual', { service: automatic }, { mode: 'manual' }, { mode: 'manual', period: 'P1Y', ends: null }],
    ['of the period', {}, { period: period('P1M') }, { mode: 'manual', period: 'P1M', ends: null }],
    [
      'A8 to end, the mode as it was',
      { service: automatic },
      { ends: 'expiration' },
      { mode: 'automatic', period: 'P1Y', ends: 'expiration' },
    ],
    ['A8 that undoes the end', { service: ending }, { ends: null }, { mode: 'automatic', period: 'P1Y', ends: null }],
    [
      'A8 to end with the engagement',
      { service: engaged },
      { ends: 'engagement' },
      { mode: 'automatic', period: 'P1Y', ends: 'engagement' },
    ],
    [
      'S3 a follower can be set to end',
      follower,
      { ends: 'expiration', mode: 'automatic' },
      { mode: 'manual', period: 'P1Y', ends: 'expiration' },
    ],
    [
      'to manual without a valid means',
      { service: automatic, hasValidMeans: false },
      { mode: 'manual' },
      { mode: 'manual', period: 'P1Y', ends: null },
    ],
  ])('allows a change %s', (_, facts, change, expected) => {
    expect(changeRenewal(factsLike(facts), change)).toEqual(expected)
  })

  test.each<[string, Partial<ChangeFacts>, RenewalChange]>([
    ['no field', {}, {}],
    ['the same again', { service: ending }, { mode: 'automatic', period: period('P1Y'), ends: 'expiration' }],
    ['the same again while a bill is open', { openBill: 777 as OrderId }, { mode: 'manual', ends: null }],
    ['a period that is sold no more', { possiblePeriods: [] }, { period: period('P1Y') }],
    [
      'automatic where the plan forces it',
      { plan: planLike({ manualAllowed: false }), hasValidMeans: false },
      { mode: 'automatic' },
    ],
  ])('changes nothing for %s', (_, facts, change) => {
    expect(changeRenewal(factsLike(facts), change)).toBeNull()
  })

  test.each<[string, string, number, Partial<ChangeFacts>, RenewalChange, RegExp]>([
    [
      'A1',
      'MANUAL_NOT_ALLOWED',
      409,
      { service: automatic, plan: planLike({ manualAllowed: false }) },
      { mode: 'manual' },
      /vps-starter/,
    ],
    [
      'A1',
      'MANUAL_NOT_ALLOWED',
      409,
      { plan: planLike({ manualAllowed: false }) },
      { mode: 'manual' },
      /automatically only/,
    ],
    ['A1', 'MANUAL_NOT_ALLOWED', 409, follower, { mode: 'manual' }, /parent 7/],
    ['3.1', 'NO_VALID_PAYMENT_MEANS', 409, { hasValidMeans: false }, { mode: 'automatic' }, /payment means/],
    ['A8', 'SERVICE_HAS_OPEN_BILL', 409, { openBill: 777 as OrderId }, { mode: 'automatic' }, /order 777/],
    ['A8', 'SERVICE_HAS_OPEN_BILL', 409, { openBill: 777 as OrderId }, { ends: 'expiration' }, /order 777/],
    [
      'S5',
      'SERVICE_ONE_SHOT',
      409,
      { plan: planLike({ oneShot: true }) },
      { mode: 'manual', ends: 'expiration' },
      /oneShot/,
    ],
    ['S4', 'PERIOD_NOT_SOLD', 400, {}, { period: period('P2Y') }, /P1M, P1Y/],
    ['S3', 'PERIOD_NOT_SOLD', 400, follower, { period: period('P1M') }, /parent 7/],
    ['A8', 'INVALID_PARAMETER', 400, {}, { ends: 'engagement' }, /no engagement/],
  ])('%s refuses by name: %s %i', (_, code, status, facts, change, message) => {
    const act = () => changeRenewal(factsLike(facts), change)
    expect(act).toThrow(message)
    expect(act).toThrow(expect.objectContaining({ code, status }))
  })

  // 00:00 of 15 January 2027 in Paris is 23:00 UTC of the 14th, of 15 June 22:00 UTC of the 14th.
  test.each<[string, RenewalChange, ReturnType<typeof serviceLike>, string]>([
    ['setting', { ends: 'expiration' }, automatic, '2027-01-13T23:00:00Z'],
    ['undoing', { ends: null }, ending, '2027-01-13T23:00:00Z'],
    ['setting at the engagement', { ends: 'engagement' }, engaged, '2027-06-13T22:00:00Z'],
    ['undoing at the engagement', { ends: null }, { ...engaged, ends: 'engagement' }, '2027-06-13T22:00:00Z'],
  ])('A8 the cut-off: %s works until 24 h before', (_, change, service, cutOff) => {
    const at = Temporal.Instant.from(cutOff)
    expect(changeRenewal(factsLike({ service, now: at.subtract({ seconds: 1 }) }), change)).not.toBeNull()
    expect(() => changeRenewal(factsLike({ service, now: at }), change)).toThrow(
      expect.objectContaining({ code: 'PAST_CUT_OFF', status: 409 }),
    )
  })

  test('A8 the cut-off is none for the mode: an expired service can be set to renew automatically', () => {
    const now = Temporal.Instant.from('2027-02-01T00:00:00Z')
    expect(changeRenewal(factsLike({ now }), { mode: 'automatic' })).toMatchObject({ mode: 'automatic' })
  })
})
