import type { ServiceView } from '../../actions/view-services.ts'
import type { LocalDate } from '../../calendar/calendar.ts'

/**
 * The date that a service is billed for next by itself: its expiration; null for one that is renewed by hand, or ends there. Of a
 * paused account an automatic one behaves as manual, though it shows its own mode (rule A2).
 */
export function nextBillingDay({ service, kind, accountActive }: ServiceView): LocalDate | null {
  if (kind === 'manual' || kind === 'oneShot' || service.ends === 'expiration') return null
  if (kind === 'automatic' && !accountActive) return null
  return service.expiresOn
}
