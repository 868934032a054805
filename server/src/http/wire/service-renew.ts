import type { ServiceRenewInput, ServiceRenewMode } from '@odnowa/contract/models/service.generated.ts'
import { parsePeriod } from '../../calendar/period.ts'
import { problem } from '../../problem/problem.ts'
import type { RenewalChange } from '../../services/change-renewal.ts'
import type { RenewalKind } from '../../services/renewal-kind.ts'
import type { Service } from '../../services/service.ts'
import { modeWords } from './service-state.ts'

/**
 * The change that `PUT /service/{serviceId}` asks for with `renew` (service.Renew). A client sends the object back as it read it: what
 * is as it was changes nothing, and so does what it leaves out or sends as null. Any mode but the two that end it undoes an end.
 * @throws INVALID_PARAMETER for another day of the month, and for a mode that is the plan's to give; INVALID_PERIOD
 */
export function fromWireServiceRenew(
  renew: ServiceRenewInput,
  { service, kind }: { readonly service: Service; readonly kind: RenewalKind },
): RenewalChange {
  const { dayOfMonth, interval, mode } = renew
  if (typeof dayOfMonth === 'number' && dayOfMonth !== service.anchorDay) {
    const message = `renew.dayOfMonth: a service keeps the day on which it began, ${service.anchorDay}`
    throw problem('INVALID_PARAMETER', message, { field: 'renew.dayOfMonth' })
  }
  const period = typeof interval === 'string' ? parsePeriod(interval, 'renew.interval') : undefined
  return { ...(mode === undefined ? {} : changeOf(mode, kind)), period }
}

const changes: Readonly<Partial<Record<ServiceRenewMode, RenewalChange>>> = {
  automaticV2012: { mode: 'automatic', ends: null },
  automaticV2014: { mode: 'automatic', ends: null },
  automaticV2016: { mode: 'automatic', ends: null },
  manual: { mode: 'manual', ends: null },
  deleteAtExpiration: { ends: 'expiration' },
  deleteAtEndEngagement: { ends: 'engagement' },
}

/** What only a plan gives, a caller can send back, and not choose. */
function changeOf(mode: ServiceRenewMode, kind: RenewalKind): RenewalChange {
  const change = changes[mode]
  if (change) return change
  const own = modeWords(kind).mode
  if (mode === own) return kind === 'oneShot' ? {} : { ends: null }
  const message = `renew.mode ${mode} cannot be chosen: it is what a plan gives, and this service's is ${own}`
  throw problem('INVALID_PARAMETER', message, { field: 'renew.mode' })
}
