import fc from 'fast-check'
import { type Fleet, fleets } from './fleet.ts'

/** One thing that happens in a simulated history. Numbers pick from what there is at the time, so that a shortened history still runs. */
export type Step =
  /** Time passes, and everything that falls due is done at its moment. */
  | { readonly do: 'walk'; readonly hours: number }
  /** Time passes while no worker runs; then two of them catch up side by side. */
  | { readonly do: 'jump'; readonly hours: number }
  | { readonly do: 'renew'; readonly service: number; readonly period: number; readonly together: boolean }
  | { readonly do: 'pay'; readonly order: number; readonly means: number; readonly twice: boolean }
  | { readonly do: 'script'; readonly means: number; readonly outcomes: readonly string[] }
  | { readonly do: 'mode'; readonly service: number; readonly wish: Wish }
  | { readonly do: 'credit'; readonly account: number; readonly amount: number }
  | { readonly do: 'creditBill'; readonly bill: number; readonly followUp: 'end' | 'free' }
  | { readonly do: 'refund'; readonly order: number; readonly cancel: boolean }
  | { readonly do: 'hold'; readonly service: number; readonly days: number }
  | { readonly do: 'suspend'; readonly service: number; readonly reopen: boolean }
  | { readonly do: 'ownSuspend'; readonly service: number; readonly reopen: boolean }
  | { readonly do: 'autorenew'; readonly account: number; readonly renewDay: number; readonly active: boolean }
  /** A provider tells again what became of a payment, twice at once. */
  | { readonly do: 'replay'; readonly attempt: number }
  | { readonly do: 'endParked'; readonly success: boolean }
  | { readonly do: 'newDefault'; readonly account: number }

export type Wish = 'automatic' | 'manual' | 'end' | 'stay'

/** What befalls the process that does a step, after so many statements and calls of the gateway. */
export interface Fault {
  /** It dies; or every connection to the database breaks, once. */
  readonly kind: 'death' | 'lostConnections'
  readonly after: number
}

export interface Happening {
  readonly step: Step
  readonly fault: Fault | null
}

export interface History {
  readonly fleet: Fleet
  readonly happenings: readonly Happening[]
}

export const outcomes = [
  ...['success', 'success', 'success', 'decline:insufficient_funds', 'fail'],
  ...[
    'pending:P5D:success',
    'pending:P5D:fail',
    'timeout:success',
    'timeout:nothing',
    'timeout:silent',
    'partial:1.00',
  ],
] as const

const pick = fc.nat({ max: 1_000 })

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('walk' as const), hours: fc.integer({ min: 1, max: 24 * 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('jump' as const), hours: fc.integer({ min: 1, max: 24 * 70 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('renew' as const), service: pick, period: pick, together: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('pay' as const), order: pick, means: pick, twice: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('script' as const),
      means: pick,
      outcomes: fc.array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mode' as const),
      service: pick,
      wish: fc.constantFrom<Wish>('automatic', 'manual', 'end', 'stay'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('credit' as const),
      account: pick,
      amount: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('creditBill' as const),
      bill: pick,
      followUp: fc.constantFrom('end' as const, 'free' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund' as const), order: pick, cancel: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('hold' as const), service: pick, days: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suspend' as const), service: pick, reopen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ownSuspend' as const), service: pick, reopen: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('autorenew' as const),
      account: pick,
      renewDay: fc.integer({ min: 0, max: 31 }),
      active: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replay' as const), attempt: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('endParked' as const), success: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('newDefault' as const), account: pick }) },
)

/** Few steps have more than 60 statements; a walk that passes many due moments has thousands. */
const moments = fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 600 }))
const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('death' as const), after: moments }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lostConnections' as const), after: moments }) },
)

/** A history of at most so many steps; a fault befalls one in five. */
export function histories(length: number): fc.Arbitrary<History> {
  const fault = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: faults })
  const happening = fc.record({ step: steps, fault })
  return fc.record({ fleet: fleets, happenings: fc.array(happening, { minLength: 1, maxLength: length, size: 'max' }) })
}
