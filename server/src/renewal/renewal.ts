import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { MeansId, ServiceId } from '../identity/identity.ts'
import type { RenewalKind } from '../services/renewal-kind.ts'
import type { Ending, ServiceState, SuspensionCause } from '../services/service.ts'

/** What the engine's judgement must know of a service. */
export interface JudgedService {
  readonly id: ServiceId
  readonly period: Period
  readonly expiresOn: LocalDate
  readonly ends: Ending | null
  readonly engagedUntil: LocalDate | null
  readonly engagementEndRule: string | null
  readonly state: ServiceState
  readonly suspensionCauses: readonly SuspensionCause[]
  /** No suspension before 00:00 of this date (rule A5). */
  readonly holdUntil: LocalDate | null
  /** Since when it is suspended for non-payment or expiry. */
  readonly lapsedAt: Instant | null
}

/** The oldest unpaid automatic bill on a service (rule A9). */
export interface OpenDebt {
  /** The bill, or a chargeback: warning and grace count from here. */
  readonly countsFrom: Instant
  /** Where the unpaid period begins: the service stays up at least until then (rule A4). */
  readonly unpaidFrom: LocalDate
}

/** What an option's parent means for it (rules A2a, S3). */
export interface ParentStanding {
  /** Paid until the option's new expiration, or renewing automatically, and not about to end (rule S2). */
  readonly covers: boolean
  /** Suspended for non-payment or expiry. */
  readonly lapsed: boolean
}

/** A notice that was sent: the judgement sends none twice, and suspends only after a warning. */
export interface Told {
  readonly kind: string
  readonly deadline: Instant
  /** Which of several for one deadline: the days before it. */
  readonly step: number
  readonly at: Instant
}

export interface RenewalFacts {
  readonly service: JudgedService
  readonly kind: RenewalKind
  readonly manualAllowed: boolean
  /** Days from suspension to termination, by plan (rule A6). */
  readonly deletionDays: number
  /** Whether the plan sells the service's period now, in the account's currency. */
  readonly isSold: boolean
  /** The account's day of the month for automatic orders; 0: none (rule A2). */
  readonly renewDay: number
  /** False: the account paused automatic renewal (rule A2). */
  readonly accountActive: boolean
  /** null for what is no option. */
  readonly parent: ParentStanding | null
  readonly oldestDebt: OpenDebt | null
  /** An open payment attempt holds the service (rule O5). */
  readonly isReserved: boolean
  /** An open payment attempt holds one of its options, which would end with it (rule A6). */
  readonly isOptionReserved: boolean
  /** When the last attempt on it ended that had been pending or unknown. */
  readonly freedAt: Instant | null
  /** The default means and the last date it can be charged on; null when there is none or it has no end. */
  readonly endingMeans: { readonly id: MeansId; readonly expiresOn: LocalDate } | null
  /** What was told about the service and its default means. */
  readonly told: readonly Told[]
}

/** What the engine tells on its own; `deadline` is what the notice is about. */
export interface Telling {
  readonly kind:
    | 'renewal.upcoming'
    | 'expiry.reminder'
    | 'ending.reminder'
    | 'suspension.warning'
    | 'termination.warning'
    | 'card.ending'
  readonly deadline: Instant
  readonly step: number
  /** `means:5678` for a card; otherwise the service itself. */
  readonly subject: string | null
}

/** Something to be done for a service. */
export type Step =
  | { readonly do: 'order' }
  | { readonly do: 'tell'; readonly telling: Telling }
  | { readonly do: 'suspend'; readonly cause: 'unpaid' | 'expired' }
  | { readonly do: 'terminate' }
  | { readonly do: 'endEngagement' }

/** A step and the moment from which it is due. */
export interface PlannedStep {
  readonly at: Instant
  readonly step: Step
}

/** What is due for a service as of now, in order, and when it is to be looked at again (rule A11). */
export interface Judgement {
  readonly steps: readonly Step[]
  readonly next: Instant
}
