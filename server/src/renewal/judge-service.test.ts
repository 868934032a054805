import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import type { MeansId, ServiceId } from '../identity/identity.ts'
import { defaultPolicy } from '../policy/policy.ts'
import type { Ending, SuspensionCause } from '../services/service.ts'
import { judgeService } from './judge-service.ts'
import { changesService, nextAction } from './next-action.ts'
import type { RenewalFacts, Step, Told } from './renewal.ts'

const zone = 'Europe/Paris'

interface Words extends Partial<Omit<RenewalFacts, 'service' | 'told' | 'oldestDebt' | 'freedAt'>> {
  readonly expires?: string
  readonly period?: string
  readonly ends?: Ending
  readonly engagedUntil?: string
  readonly endRule?: string
  readonly causes?: readonly SuspensionCause[]
  readonly lapsed?: string
  readonly hold?: string
  /** When the unpaid bill was made; and from when its period is. */
  readonly billed?: string
  readonly unpaidFrom?: string
  readonly freed?: string
  /** `kind deadline step at`: dates mean their 00:00 in Paris. */
  readonly told?: readonly string[]
}

function at(text: string): Temporal.Instant {
  if (text.endsWith('Z')) return Temporal.Instant.from(text)
  const local = text.includes('T') ? text : `${text}T00:00`
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
}

function tell(text: string): Told {
  const [kind = '', deadline = '', step = '', moment = ''] = text.split(' ')
  return { kind, deadline: at(deadline), step: Number(step), at: at(moment) }
}

function factsOf(words: Words): RenewalFacts {
  const { expires = '2027-03-01', period = 'P1M', ends, engagedUntil, endRule, causes = [], lapsed, hold } = words
  const { billed, unpaidFrom, freed, told = [], ...rest } = words
  const date = (text: string | undefined) => (text === undefined ? null : Temporal.PlainDate.from(text))
  return {
    service: {
      id: 1 as ServiceId,
      ...{ period: parsePeriod(period), expiresOn: Temporal.PlainDate.from(expires), ends: ends ?? null },
      ...{ engagedUntil: date(engagedUntil), engagementEndRule: endRule ?? null, suspensionCauses: causes },
      ...{ state: causes.length > 0 ? 'suspended' : 'active', holdUntil: date(hold) },
      lapsedAt: lapsed === undefined ? null : at(lapsed),
    },
    ...{ kind: 'automatic', manualAllowed: true, deletionDays: 30, isSold: true, renewDay: 0, accountActive: true },
    ...{ parent: null, isReserved: false, isOptionReserved: false, endingMeans: null },
    ...rest,
    oldestDebt:
      billed === undefined
        ? null
        : { countsFrom: at(billed), unpaidFrom: Temporal.PlainDate.from(unpaidFrom ?? expires) },
    freedAt: freed === undefined ? null : at(freed),
    told: told.map(tell),
  }
}

function words(step: Step): string {
  if (step.do === 'suspend') return `suspend ${step.cause}`
  return step.do === 'tell' ? `${step.telling.kind}${step.telling.step ? ` ${step.telling.step}` : ''}` : step.do
}

/** What is due at a moment, and the moment after it, both in local time. */
function judge(moment: string, given: Words): { readonly due: string; readonly next: string } {
  const circumstances = { now: at(moment), zone, policy: defaultPolicy }
  const facts = factsOf(given)
  const judgement = judgeService(facts, circumstances)
  const { steps } = judgement
  const next = steps.some(changesService) ? judgement.next : nextAction(facts, judgement, circumstances)
  const local = next.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  return { due: steps.map(words).join(', '), next: local.replace('T00:00', '') }
}

describe('A2 the automatic order', () => {
  test.each<[string, string, Words, string, string]>([
    ['is due 24 hours before 00:00 of the expiration', '2027-02-27T23:59', {}, '', '2027-02-28'],
    ['then', '2027-02-28', {}, 'order', '2027-03-06'],
    ['late, when the scheduler was down', '2027-05-01', {}, 'order', '2027-05-07'],
    [
      'a forced plan knows no manual',
      '2027-02-28',
      { kind: 'forced', accountActive: false, manualAllowed: false },
      'order',
      '2027-03-06',
    ],
    ['not while a payment holds the service', '2027-02-28', { isReserved: true }, '', '2027-03-01'],
    ['on the renewDay before', '2027-02-14T23:59', { renewDay: 15 }, '', '2027-02-15'],
    [
      'the last renewDay at least 24 h before',
      '2027-02-01',
      { expires: '2027-02-15', renewDay: 15 },
      'order',
      '2027-02-14',
    ],
    ['a renewDay of 31 in a short month', '2027-02-27', { expires: '2027-03-05', renewDay: 31 }, '', '2027-02-28'],
    ['short periods keep their date', '2027-02-20', { period: 'P2W', renewDay: 15 }, '', '2027-02-28'],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })

  test('a daylight saving change moves it with the clock of the zone', () => {
    // 28 March 2027 has 23 hours: 24 hours before 00:00 of the 29th is 23:00 of the 27th
    expect(judge('2027-03-27T22:59', { expires: '2027-03-29' })).toEqual({ due: '', next: '2027-03-27T23:00' })
  })
})

describe('A10 reminders', () => {
  test.each<[string, string, Words, string, string]>([
    ['none for a month', '2027-01-30', {}, '', '2027-02-28'],
    ['30 days before a year', '2027-01-30', { period: 'P1Y' }, 'renewal.upcoming 30', '2027-02-28'],
    ['once', '2027-01-31', { period: 'P1Y', told: ['renewal.upcoming 2027-03-01 30 2027-01-30'] }, '', '2027-02-28'],
    ['manual: the first', '2027-01-30', { kind: 'manual' }, 'expiry.reminder 30', '2027-02-14'],
    ['manual: of several missed the latest', '2027-02-25', { kind: 'manual' }, 'expiry.reminder 7', '2027-02-26'],
    [
      'manual: none that is later than one sent',
      '2027-02-25',
      { kind: 'manual', told: ['expiry.reminder 2027-03-01 7 2027-02-22'] },
      '',
      '2027-02-26',
    ],
    ['a paused account is manual', '2027-01-30', { accountActive: false }, 'expiry.reminder 30', '2027-02-14'],
    ['what the plan sells no more is manual', '2027-02-28', { isSold: false }, 'expiry.reminder 1', '2027-03-01'],
    [
      'a card that ends before the charge',
      '2027-01-02',
      { endingMeans: card('2027-01-31') },
      'card.ending 30',
      '2027-02-28',
    ],
    ['not one that ends on its day', '2027-01-30', { endingMeans: card('2027-02-28') }, '', '2027-02-28'],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })
})

describe('A4, A5 suspension for an unpaid bill', () => {
  const billed = '2027-02-28'
  const warned = 'suspension.warning 2027-03-07 0 2027-03-06'
  test.each<[string, string, Words, string, string]>([
    ['the warning is 24 hours before', '2027-03-05', { billed }, '', '2027-03-06'],
    ['then', '2027-03-06', { billed }, 'suspension.warning', '2027-03-07'],
    ['7 days from the bill', '2027-03-07', { billed, told: [warned] }, 'suspend unpaid', '2027-03-08'],
    ['a warning that came late puts it off', '2027-03-10', { billed }, 'suspension.warning', '2027-03-11'],
    [
      'until 24 hours after it',
      '2027-03-10T23:59',
      { billed, told: ['suspension.warning 2027-03-11 0 2027-03-10'] },
      '',
      '2027-03-11',
    ],
    ['never while a payment is pending', '2027-03-07', { billed, told: [warned], isReserved: true }, '', '2027-03-08'],
    [
      'when that fails after the day: a new warning',
      '2027-03-09',
      { billed, told: [warned], freed: '2027-03-09' },
      'suspension.warning',
      '2027-03-10',
    ],
    [
      'one that failed before the day changes nothing',
      '2027-03-07',
      { billed, told: [warned], freed: '2027-03-05' },
      'suspend unpaid',
      '2027-03-08',
    ],
    ['not before the expiration when billed by renewDay', '2027-02-20', { billed: '2027-02-05' }, '', '2027-02-28'],
    [
      'a hold, with a warning of its own',
      '2027-03-07',
      { billed, told: [warned], hold: '2027-03-20' },
      '',
      '2027-03-19',
    ],
    [
      'a chargeback counts from its day, though the period is paid on',
      '2027-05-10',
      {
        expires: '2027-06-01',
        billed: '2027-05-01',
        unpaidFrom: '2027-05-01',
        told: ['suspension.warning 2027-05-08 0 2027-05-07'],
      },
      'suspend unpaid',
      '2027-05-11',
    ],
    [
      'not before the day that its warning names, though the grace is shorter since',
      '2027-03-07',
      { billed, told: ['suspension.warning 2027-03-10 0 2027-03-06'] },
      '',
      '2027-03-10',
    ],
    [
      'of several warnings the last one says the day',
      '2027-03-10',
      {
        billed,
        told: ['suspension.warning 2027-03-12 0 2027-03-08', 'suspension.warning 2027-03-10 0 2027-03-06'],
      },
      '',
      '2027-03-12',
    ],
    ['nothing else is ordered meanwhile', '2027-03-01', { billed }, '', '2027-03-06'],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })
})

describe('I7 what was told of an earlier bill or lapse is told of a later one too, by a deadline of its own', () => {
  test.each<[string, string, Words]>([
    ['suspension.warning', '2027-03-12T12:00', { billed: '2027-03-06T12:00', unpaidFrom: '2027-03-01' }],
    [
      'termination.warning',
      '2027-03-10T12:00',
      { causes: ['unpaid'], billed: '2027-03-01', lapsed: '2027-03-06T12:00', deletionDays: 7 },
    ],
  ])('%s', (kind, moment, given) => {
    const facts = factsOf({ ...given, told: [`${kind} 2027-03-13T12:00 0 2027-03-06`] })
    const { steps } = judgeService(facts, { now: at(moment), zone, policy: defaultPolicy })
    const telling = { kind, deadline: at('2027-03-13T12:00:01'), step: 0, subject: null }
    expect(steps).toEqual([{ do: 'tell', telling }])
  })
})

describe('A5 suspension of what nobody renewed', () => {
  const last = 'expiry.reminder 2027-03-01 1 2027-02-28'
  test.each<[string, string, Words, string, string]>([
    [
      'on its expiration: the last reminder was the warning',
      '2027-03-01',
      { kind: 'manual', told: [last] },
      'suspend expired',
      '2027-03-02',
    ],
    ['without one a warning at once', '2027-03-01', { kind: 'manual' }, 'suspension.warning', '2027-03-02'],
    ['a one-shot too', '2027-03-01', { kind: 'oneShot', told: [last] }, 'suspend expired', '2027-03-02'],
    [
      'a follower with its parent',
      '2027-03-01',
      { kind: 'option', parent: { covers: false, lapsed: true } },
      'suspend expired',
      '2027-03-02',
    ],
    [
      'a follower of a parent that runs: never',
      '2027-03-05',
      { kind: 'option', parent: { covers: true, lapsed: false } },
      '',
      '2027-03-06',
    ],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })
})

describe('A6 termination', () => {
  const lapse: Words = { billed: '2027-02-28', causes: ['unpaid'], lapsed: '2027-03-07' }
  const warned = 'termination.warning 2027-04-06 0 2027-04-03'
  test.each<[string, string, Words, string, string]>([
    ['a warning 3 days before', '2027-04-02', lapse, '', '2027-04-03'],
    ['then', '2027-04-03', lapse, 'termination.warning', '2027-04-06'],
    ['30 days after the suspension', '2027-04-06', { ...lapse, told: [warned] }, 'terminate', '2027-04-07'],
    [
      'not before the day that its warning names, though its plan deletes sooner since',
      '2027-04-06',
      { ...lapse, told: ['termination.warning 2027-04-16 0 2027-04-03'] },
      '',
      '2027-04-16',
    ],
    [
      'of several warnings the last one says the day',
      '2027-04-10',
      {
        ...lapse,
        told: ['termination.warning 2027-04-12 0 2027-04-09', 'termination.warning 2027-04-10 0 2027-04-03'],
      },
      '',
      '2027-04-12',
    ],
    [
      'with another warning, when its plan deletes later since',
      '2027-04-13',
      { ...lapse, deletionDays: 40, told: [warned] },
      'termination.warning',
      '2027-04-16',
    ],
    ['by plan', '2027-04-06', { ...lapse, deletionDays: 45 }, '', '2027-04-18'],
    ['never without its warning', '2027-06-01', lapse, 'termination.warning', '2027-06-04'],
    ['not while a payment is pending', '2027-04-06', { ...lapse, told: [warned], isReserved: true }, '', '2027-04-07'],
    ['nor of an option', '2027-04-06', { ...lapse, told: [warned], isOptionReserved: true }, '', '2027-04-07'],
    [
      'an expired one too',
      '2027-04-03',
      { kind: 'manual', causes: ['expired'], lapsed: '2027-03-04' },
      'termination.warning',
      '2027-04-06',
    ],
    [
      'not once it renews again by itself, though the scheduler was down from then on: what was due first is judged first (T6)',
      '2027-04-06',
      { causes: ['expired'], lapsed: '2027-03-07', told: [warned] },
      'order',
      '2027-04-12',
    ],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })
})

describe('A8 a chosen end', () => {
  test.each<[string, string, Words, string, string]>([
    ['notices 30 days before', '2027-01-30', { ends: 'expiration' }, 'ending.reminder 30', '2027-02-26'],
    ['and 3', '2027-02-26', { ends: 'expiration' }, 'ending.reminder 3', '2027-03-01'],
    ['at the date itself', '2027-03-01', { ends: 'expiration' }, 'terminate', '2027-03-02'],
    ['not while it is being paid', '2027-03-01', { ends: 'expiration', isReserved: true }, '', '2027-03-02'],
    ['nor an option of it', '2027-03-01', { ends: 'expiration', isOptionReserved: true }, '', '2027-03-02'],
    [
      'no automatic order',
      '2027-02-28',
      { ends: 'expiration', told: ['ending.reminder 2027-03-01 3 2027-02-26'] },
      '',
      '2027-03-01',
    ],
    [
      'with the engagement: it renews until then',
      '2027-02-28',
      { ends: 'engagement', engagedUntil: '2027-12-01' },
      'order',
      '2027-03-06',
    ],
    [
      'and ends with it',
      '2027-12-01',
      { ends: 'engagement', engagedUntil: '2027-12-01', expires: '2027-12-01' },
      'terminate',
      '2027-12-02',
    ],
    [
      'by the end rule of its engagement',
      '2027-03-01',
      { endRule: 'CANCEL_SERVICE', engagedUntil: '2027-03-01' },
      'terminate',
      '2027-03-02',
    ],
    [
      'another end rule ends the engagement alone',
      '2027-02-15',
      { endRule: 'REACTIVATE_ENGAGEMENT', engagedUntil: '2027-02-15' },
      'endEngagement',
      '2027-02-28',
    ],
    [
      'A2a an option whose parent does not go on',
      '2027-02-26',
      { parent: { covers: false, lapsed: false } },
      'ending.reminder 3',
      '2027-03-01',
    ],
    [
      'A2a an option whose parent does',
      '2027-02-28',
      { parent: { covers: true, lapsed: false } },
      'order',
      '2027-03-06',
    ],
  ])('%s', (_, moment, given, due, next) => {
    expect(judge(moment, given)).toEqual({ due, next: expect.stringContaining(next) })
  })
})

function card(expires: string) {
  return { id: 5678 as MeansId, expiresOn: Temporal.PlainDate.from(expires) }
}
