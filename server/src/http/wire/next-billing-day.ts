import type { ServiceView } from '../../actions/view-services.ts'
import type { LocalDate } from '../../calendar/calendar.ts'

/** The date that a service is billed for next by itself: its expiration; null for one that is renewed by hand, or ends there. */
export function nextBillingDay({ service, kind }: ServiceView): LocalDate | null {
  if (kind === 'manual' || kind === 'oneShot' || service.ends === 'expiration') return null
  return service.expiresOn
}
