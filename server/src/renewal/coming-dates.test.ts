import { expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { comingDates, type DatedFacts } from './coming-dates.ts'

const date = Temporal.PlainDate.from
const circumstances = { policy: defaultPolicy, zone: 'Europe/Paris' }

/** An automatic service of a month, paid until 15 January 2027. */
function facts({
  service,
  ...changes
}: Partial<Omit<DatedFacts, 'service'>> & { service?: Partial<DatedFacts['service']> }) {
  return {
    service: {
      ...{ expiresOn: date('2027-01-15'), ends: null, engagedUntil: null, engagementEndRule: null },
      ...{ period: parsePeriod('P1M'), holdUntil: null, lapsedAt: null },
      ...service,
    },
    ...{ kind: 'automatic', manualAllowed: true, accountActive: true, isSold: true, parent: null },
    ...{ deletionDays: 30, renewDay: 0, oldestDebt: null },
    ...changes,
  } satisfies DatedFacts
}

const debt = { countsFrom: Temporal.Instant.from('2027-01-14T10:00:00Z'), unpaidFrom: date('2027-01-15') }
const engaged = { engagedUntil: date('2027-06-15'), engagementEndRule: 'CANCEL_SERVICE' }

test.each([
  ['an automatic one is renewed a day before', facts({}), ['renewal 2027-01-14']],
  ['on the day of its account', facts({ renewDay: 5 }), ['renewal 2027-01-05']],
  ['a manual one expires', facts({ kind: 'manual' }), ['expiry 2027-01-15']],
  ['of a paused account too', facts({ accountActive: false }), ['expiry 2027-01-15']],
  ['but a forced one', facts({ accountActive: false, kind: 'forced', manualAllowed: false }), ['renewal 2027-01-14']],
  ['what is sold no more expires', facts({ isSold: false }), ['expiry 2027-01-15']],
  ['set to end', facts({ service: { ends: 'expiration' } }), ['end 2027-01-15']],
  ['renewed until its engagement ends', facts({ service: engaged }), ['end 2027-06-15', 'renewal 2027-01-14']],
  ['unpaid', facts({ oldestDebt: debt }), ['suspension 2027-01-21']],
  ['lapsed', facts({ service: { lapsedAt: debt.countsFrom } }), ['termination 2027-02-13']],
  ['an option of what ends', facts({ parent: { covers: false, lapsed: false } }), ['end 2027-01-15']],
  [
    'an option that follows',
    facts({ kind: 'option', parent: { covers: true, lapsed: false } }),
    ['renewal 2027-01-14'],
  ],
  ['one that cannot', facts({ kind: 'option', parent: { covers: false, lapsed: false } }), ['expiry 2027-01-15']],
])('A2 A4-A6 A8 %s', (_, dated, expected) => {
  expect(comingDates(dated, circumstances).map(({ kind, on }) => `${kind} ${on}`)).toEqual(expected)
})
