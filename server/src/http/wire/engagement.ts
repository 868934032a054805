import {
  type ServicesBillingEngagementEndRule,
  type ServicesBillingEngagementEngagement,
  ServicesBillingEngagementEndStrategyEnum as strategies,
} from '@odnowa/contract/models/services.generated.ts'
import type { LocalDate } from '../../calendar/calendar.ts'
import type { EndRule } from '../../services/end-rule.ts'
import type { Service } from '../../services/service.ts'

/** services.billing.engagement.Engagement. An engagement runs for a year, or since the service began when that is later. */
export function toWireEngagement(
  service: Service,
  until: LocalDate,
  rule: EndRule | null,
): ServicesBillingEngagementEngagement {
  const yearBefore = until.subtract({ years: 1 })
  const since = Temporal.PlainDate.compare(service.startsOn, yearBefore) > 0 ? service.startsOn : yearBefore
  return { currentPeriod: { startDate: since.toString(), endDate: until.toString() }, endRule: toWireEndRule(rule) }
}

/** services.billing.engagement.EndRule; null when nobody chose one. */
export function toWireEndRule(strategy: EndRule | null): ServicesBillingEngagementEndRule | null {
  return strategy && { possibleStrategies: [...strategies.enum], strategy }
}
