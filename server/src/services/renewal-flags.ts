import { type Period, parsePeriod } from '../calendar/period.ts'
import { problem } from '../problem/problem.ts'
import type { RenewalChange } from './change-renewal.ts'
import type { RenewalMode, Service } from './service.ts'

/**
 * The flags by which `serviceInfos` says a renewal (ovh-api.md 2.3). Clients write all of them or some: what is left out or
 * null stays as it is. `forced` tells what the plan wants and cannot be written.
 */
export interface RenewalFlags {
  readonly automatic?: boolean | null | undefined
  readonly deleteAtExpiration?: boolean | null | undefined
  readonly forced?: boolean | null | undefined
  readonly manualPayment?: boolean | null | undefined
  /** In months. */
  readonly period?: number | null | undefined
}

/**
 * The change that written flags ask for.
 * @throws INVALID_PARAMETER for flags that contradict each other, INVALID_PERIOD for months that are no period
 */
export function changeOfFlags(flags: RenewalFlags, service: Service): RenewalChange {
  return { mode: modeOf(flags), period: periodOf(flags), ends: endsOf(flags, service) }
}

function modeOf({ automatic, manualPayment, forced }: RenewalFlags): RenewalMode | undefined {
  const said = new Set<RenewalMode>()
  if (typeof automatic === 'boolean') said.add(automatic ? 'automatic' : 'manual')
  if (typeof manualPayment === 'boolean') said.add(manualPayment ? 'manual' : 'automatic')
  if (said.size === 2) {
    const message = `renew.automatic and renew.manualPayment are both ${automatic}: one must be true and the other false`
    throw problem('INVALID_PARAMETER', message, { field: 'renew.manualPayment' })
  }
  const [mode] = said
  if (forced === true && mode === 'manual') {
    const message = 'renew.forced is true, but renew.automatic or renew.manualPayment asks for manual renewal'
    throw problem('INVALID_PARAMETER', message, { field: 'renew.forced' })
  }
  return mode
}

function periodOf({ period }: RenewalFlags): Period | undefined {
  return period === undefined || period === null ? undefined : parsePeriod(`P${period}M`, 'renew.period')
}

/** `false` undoes an end at the expiration only: the flags cannot say an end with the engagement (rule A8). */
function endsOf({ deleteAtExpiration }: RenewalFlags, service: Service): RenewalChange['ends'] {
  if (typeof deleteAtExpiration !== 'boolean') return undefined
  if (deleteAtExpiration) return 'expiration'
  return service.ends === 'expiration' ? null : undefined
}
