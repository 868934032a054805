import fc from 'fast-check'
import type { PlanChange } from '../src/actions/operating/change-plan.ts'
import type { PolicyChange } from '../src/actions/operating/change-policy.ts'
import { planChanges, policyChanges } from './change-numbers.ts'
import { type Fleet, fleets, plans, scripts } from './fleet.ts'

/** One thing that happens in a simulated history. Numbers pick from what there is at the time, so that a shortened history still runs. */
export type Step =
  /** Time passes, and everything that falls due is done at its moment. */
  | { readonly do: 'walk'; readonly hours: number }
  /** Time passes while no worker runs; then two of them catch up side by side. */
  | { readonly do: 'jump'; readonly hours: number }
  /** It is the moment at which the next thing falls due, and no worker has come yet. */
  | { readonly do: 'reach' }
  | { readonly do: 'renew'; readonly service: number; readonly period: number; readonly together: boolean }
  /** A person orders a renewal and pays it, and in between something happens to the service. */
  | {
      readonly do: 'buy'
      readonly meanwhile: Meanwhile
      readonly service: number
      readonly period: number
      readonly together: boolean
      readonly means: number
    }
  | { readonly do: 'pay'; readonly order: number; readonly means: number; readonly twice: boolean }
  /** A person asks for an order over all that he owes (rule B5). */
  | { readonly do: 'debts'; readonly account: number }
  | { readonly do: 'script'; readonly means: number; readonly outcomes: readonly string[] }
  | { readonly do: 'mode'; readonly service: number; readonly wish: Wish }
  | { readonly do: 'credit'; readonly account: number; readonly cents: number }
  | { readonly do: 'creditBill'; readonly bill: number; readonly followUp: 'end' | 'free' | 'rebill' }
  | { readonly do: 'refund'; readonly order: number; readonly cancel: boolean }
  | { readonly do: 'hold'; readonly service: number; readonly days: number }
  | { readonly do: 'suspend'; readonly service: number; readonly reopen: boolean }
  | { readonly do: 'ownSuspend'; readonly service: number; readonly reopen: boolean }
  | { readonly do: 'terminate'; readonly service: number }
  | { readonly do: 'autorenew'; readonly account: number; readonly renewDay: number; readonly active: boolean }
  /** A provider tells again what became of a payment, twice at once. */
  | { readonly do: 'replay'; readonly attempt: number }
  /** A provider that had denied a payment has its money after all, and says so twice at once. */
  | { readonly do: 'late'; readonly attempt: number }
  /** A provider takes the money of an order back. */
  | { readonly do: 'chargeback'; readonly order: number }
  | { readonly do: 'endParked'; readonly success: boolean }
  | { readonly do: 'newDefault'; readonly account: number }
  /** An operator changes a number of the rules. */
  | { readonly do: 'policy'; readonly change: PolicyChange }
  /** An operator changes what a plan says of its services. */
  | { readonly do: 'plan'; readonly code: string; readonly change: PlanChange }
  /** An operator sells a plan for its first period no more, or again. */
  | { readonly do: 'sale'; readonly code: string; readonly goesOn: boolean }

/** What happens to a service between its order and the payment: another order of it is paid, or half a day passes. */
export type Meanwhile = 'nothing' | 'terminate' | 'buy' | 'walk'

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
  /** A worker of another process does what is due at the same time. */
  readonly beside: boolean
}

export interface History {
  readonly fleet: Fleet
  readonly happenings: readonly Happening[]
}

const pick = fc.nat({ max: 1_000 })

const hours = (days: number) => fc.integer({ min: 1, max: 24 * days })
/** Orders of people live for a day: half of the walks leave some alive. */
const walks = fc.oneof(hours(1), hours(12))
const planCodes = fc.constantFrom(...plans.map(({ code }) => code))
const renewal = { service: pick, period: pick, together: fc.boolean() }

type StepArbitraries = {
  readonly [Kind in Step['do']]: readonly [
    weight: number,
    traits: {
      readonly [Trait in keyof Omit<Extract<Step, { do: Kind }>, 'do'>]: fc.Arbitrary<
        Extract<Step, { do: Kind }>[Trait]
      >
    },
  ]
}

/** Each kind of step with its weight, and what its traits are drawn from. */
const kinds: StepArbitraries = {
  walk: [10, { hours: walks }],
  jump: [2, { hours: hours(70) }],
  reach: [5, {}],
  renew: [4, renewal],
  buy: [5, { ...renewal, means: pick, meanwhile: fc.constantFrom<Meanwhile>('nothing', 'terminate', 'buy', 'walk') }],
  pay: [6, { order: pick, means: pick, twice: fc.boolean() }],
  debts: [2, { account: pick }],
  script: [4, { means: pick, outcomes: scripts }],
  mode: [2, { service: pick, wish: fc.constantFrom<Wish>('automatic', 'manual', 'end', 'stay') }],
  credit: [3, { account: pick, cents: fc.integer({ min: 1, max: 1_500 }) }],
  creditBill: [1, { bill: pick, followUp: fc.constantFrom('end', 'free', 'rebill') }],
  refund: [1, { order: pick, cancel: fc.boolean() }],
  hold: [1, { service: pick, days: fc.integer({ min: 1, max: 20 }) }],
  suspend: [1, { service: pick, reopen: fc.boolean() }],
  ownSuspend: [1, { service: pick, reopen: fc.boolean() }],
  terminate: [1, { service: pick }],
  autorenew: [1, { account: pick, renewDay: fc.integer({ min: 0, max: 31 }), active: fc.boolean() }],
  replay: [2, { attempt: pick }],
  late: [2, { attempt: pick }],
  chargeback: [1, { order: pick }],
  endParked: [1, { success: fc.boolean() }],
  newDefault: [1, { account: pick }],
  policy: [1, { change: policyChanges }],
  plan: [1, { code: planCodes, change: planChanges }],
  sale: [1, { code: planCodes, goesOn: fc.boolean() }],
}

const steps = fc.oneof(
  ...Object.entries(kinds).map(([kind, [weight, traits]]) => {
    return { weight, arbitrary: fc.record({ do: fc.constant(kind), ...traits }) as fc.Arbitrary<Step> }
  }),
)

/** Few steps have more than 60 statements; a walk that passes many due moments has thousands. */
const moments = fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 600 }))
const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('death' as const), after: moments }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lostConnections' as const), after: moments }) },
)

/** A history of at most so many steps; a fault befalls one in five, and another worker is at work beside as many. */
export function histories(length: number): fc.Arbitrary<History> {
  const fault = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: faults })
  const beside = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
  const happening = fc.record({ step: steps, fault, beside })
  return fc.record({ fleet: fleets, happenings: fc.array(happening, { minLength: 1, maxLength: length, size: 'max' }) })
}
