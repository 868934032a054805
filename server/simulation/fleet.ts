import fc from 'fast-check'
import { addPeriod, type Period } from '../src/calendar/period.ts'
import type { TestService } from '../test/services.ts'

/** What two accounts have when a history begins, on 5 January 2027. */
export interface Fleet {
  readonly renewDays: readonly [number, number]
  /** What comes of the charges of their default means. */
  readonly scripts: readonly [readonly string[], readonly string[]]
  readonly services: readonly [readonly TestService[], readonly TestService[]]
}

const today = Temporal.PlainDate.from('2027-01-05')

export const plans = [
  { code: 'vps', prices: { P1M: '3.50', P3M: '10.50', P1Y: '39.00' } },
  { code: 'domain', prices: { P1Y: '1.99', P2Y: '3.98' }, deletionDays: 45 },
  { code: 'hosting', prices: { P1M: '2.99', P1Y: '35.88' } },
  { code: 'forced', prices: { P1M: '7.77' }, manualAllowed: false },
  { code: 'backup', prices: { P1M: '1.11', P3M: '3.33', P1Y: '11.10' }, followsParent: true },
  { code: 'cdn', prices: { P1M: '0.55', P1Y: '6.60' } },
  { code: 'gift', prices: { P1M: '0' } },
  { code: 'bonus', prices: { P1M: '-0.50' } },
  { code: 'fortnight', prices: { P2W: '0.10' } },
] as const

const [automatic, manual] = [{ mode: 'automatic' }, { mode: 'manual' }] as const
/** Services of every kind that the rules tell apart, all of them ending within two months. */
const firsts: readonly TestService[] = [
  { id: 1, plan: 'vps', start: '2026-12-31', expires: '2027-01-31', period: 'P1M', ...automatic },
  { id: 2, plan: 'domain', start: '2026-02-10', expires: '2027-02-10', period: 'P1Y', ...automatic, link: 1 },
  { id: 3, plan: 'hosting', start: '2027-01-10', expires: '2027-02-10', period: 'P1M', ...automatic, link: 1 },
  { id: 4, plan: 'backup', start: '2026-12-31', expires: '2027-01-31', period: 'P1M', ...automatic, parent: 1 },
  { id: 5, plan: 'cdn', start: '2026-12-20', expires: '2027-01-20', period: 'P1M', ...automatic, parent: 3 },
  { id: 6, plan: 'domain', start: '2026-01-25', expires: '2027-01-25', period: 'P1Y', ...manual },
  { id: 7, plan: 'gift', start: '2026-12-15', expires: '2027-01-15', period: 'P1M', ...automatic },
  { id: 8, plan: 'bonus', start: '2026-12-15', expires: '2027-01-15', period: 'P1M', ...automatic },
]
const seconds: readonly TestService[] = [
  { id: 21, plan: 'vps', start: '2026-12-29', expires: '2027-01-29', period: 'P1M', ...automatic },
  { id: 22, plan: 'forced', start: '2026-12-08', expires: '2027-01-08', period: 'P1M', ...automatic },
  { id: 23, plan: 'fortnight', start: '2027-01-01', expires: '2027-01-15', period: 'P2W', ...automatic },
  { id: 24, plan: 'vps', start: '2026-10-31', expires: '2027-01-31', period: 'P3M', ...automatic },
  { id: 25, plan: 'domain', start: '2026-02-28', expires: '2027-02-28', period: 'P1Y', ...automatic },
]

/** A service that began some days before today, and was renewed ever since. */
const others = fc.record({
  plan: fc.constantFrom(...plans),
  period: fc.nat({ max: 2 }),
  daysAgo: fc.integer({ min: 0, max: 400 }),
  mode: fc.constantFrom('automatic' as const, 'automatic' as const, 'manual' as const),
  isLinked: fc.boolean(),
})
type Other = typeof others extends fc.Arbitrary<infer Value> ? Value : never

function serviceOf({ plan, period, daysAgo, mode, isLinked }: Other, id: number): TestService {
  const periods = Object.keys(plan.prices) as Period[]
  const chosen = periods[period % periods.length] ?? ('P1M' as Period)
  const start = today.subtract({ days: daysAgo })
  let expires = start
  while (Temporal.PlainDate.compare(expires, today) <= 0) expires = addPeriod(expires, chosen, start.day)
  const dates = { start: start.toString(), expires: expires.toString(), period: chosen }
  return {
    id,
    plan: plan.code,
    ...dates,
    mode: plan.code === 'forced' ? 'automatic' : mode,
    ...(isLinked ? { link: id < 200 ? 9 : 29 } : {}),
  }
}

/** What comes of charges, one after the other; of all after the last what came of that. */
export const scripts = fc.array(
  fc.constantFrom(
    ...['success', 'success', 'success', 'decline:insufficient_funds', 'decline:insufficient_funds', 'fail'],
    ...[
      'pending:P5D:success',
      'pending:P5D:fail',
      'timeout:success',
      'timeout:nothing',
      'timeout:silent',
      'partial:1.00',
    ],
  ),
  { minLength: 1, maxLength: 4 },
)

/** Some of the services above, and some of random periods and dates. */
export const fleets: fc.Arbitrary<Fleet> = fc
  .record({
    renewDays: fc.tuple(fc.constantFrom(0, 0, 15, 31), fc.constantFrom(15, 0, 1, 28)),
    scripts: fc.tuple(scripts, scripts),
    known: fc.tuple(fc.subarray([...firsts], { minLength: 1 }), fc.subarray([...seconds], { minLength: 1 })),
    more: fc.tuple(fc.array(others, { maxLength: 3 }), fc.array(others, { maxLength: 3 })),
  })
  .map(({ known: [first, second], more: [toFirst, toSecond], ...rest }) => {
    const moreOf = (more: readonly Other[], from: number) => more.map((other, index) => serviceOf(other, from + index))
    return {
      ...rest,
      services: [
        [...withParents(first), ...moreOf(toFirst, 101)],
        [...second, ...moreOf(toSecond, 201)],
      ],
    }
  })

function withParents(services: readonly TestService[]): readonly TestService[] {
  return services.filter(({ parent }) => parent === undefined || services.some(({ id }) => id === parent))
}
