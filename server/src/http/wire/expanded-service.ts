import type {
  ServicesBillingPricing,
  ServicesExpandedBilling,
  ServicesExpandedLifecycle,
  ServicesExpandedLifecycleActionEnum,
  ServicesExpandedService,
} from '@odnowa/contract/models/services.generated.ts'
import type { ServiceView } from '../../actions/services/view-services.ts'
import { type LocalDate, startOfDay, toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'
import { toWireEndRule } from './engagement.ts'
import { toWireEngagementSummary } from './engagement-request.ts'
import { toWirePricing } from './pricing.ts'
import { toWireRoute } from './service-route.ts'
import { endingActions, modeWords, stateWords } from './service-state.ts'

/** services.expanded.Service: what `/services/{serviceId}` says of a service. A date is its 00:00 here. */
export function toWireExpandedService(context: WireContext, view: ServiceView): ServicesExpandedService {
  const { service, plan, standing, contacts } = view
  return {
    billing: billing(context, view),
    customer: {
      contacts: [
        { customerCode: contacts.admin, type: 'administrator' },
        { customerCode: contacts.tech, type: 'technical' },
        { customerCode: contacts.billing, type: 'billing' },
      ],
    },
    parentServiceId: service.parentId,
    resource: {
      displayName: service.displayName ?? service.name,
      name: service.name,
      product: { description: plan.serviceType, name: service.family },
      resellingProvider: null,
      state: stateWords(standing).expandedResource,
    },
    route: toWireRoute(view),
    serviceId: service.id,
    tags: [],
  }
}

function billing(context: WireContext, view: ServiceView): ServicesExpandedBilling {
  const { service, plan, kind, possibleModes, endRule, engagementRequest, billingGroup } = view
  const nextDate = dateTime(context, view.renewsOn)
  return {
    engagement: service.engagedUntil && {
      endDate: service.engagedUntil.toString(),
      endRule: toWireEndRule(endRule),
    },
    engagementRequest: engagementRequest && toWireEngagementSummary(engagementRequest),
    expirationDate: dateTime(context, service.expiresOn),
    group: billingGroup === null ? null : { id: billingGroup },
    lifecycle: lifecycle(context, view),
    nextBillingDate: nextDate,
    plan: { code: plan.code, invoiceName: plan.serviceType },
    pricing: pricing(view),
    renew: {
      capacities: { mode: [...possibleModes] },
      current: { mode: modeWords(kind).expandedMode, nextDate, period: service.period },
    },
  }
}

function lifecycle(context: WireContext, view: ServiceView): ServicesExpandedLifecycle {
  const { service, standing } = view
  const end = service.ends === 'engagement' ? service.engagedUntil : service.ends ? service.expiresOn : null
  return {
    capacities: { actions: possibleActions(view) },
    current: {
      creationDate: dateTime(context, service.startsOn),
      pendingActions: service.ends ? [endingActions[service.ends]] : [],
      state: stateWords(standing).lifecycle,
      terminationDate: dateTime(context, end),
    },
  }
}

/** What the customer can do: terminate it, renew early what is a candidate (rule S5), and set or undo an end (rule A8). */
function possibleActions({ service, kind, openBill }: ServiceView): ServicesExpandedLifecycleActionEnum[] {
  if (kind === 'oneShot' || openBill !== null) return ['terminate']
  return [
    ...(service.ends ? [] : (['earlyRenewal'] as const)),
    'terminate',
    endingActions.expiration,
    ...(service.engagedUntil ? [endingActions.engagement] : []),
  ]
}

/** What a renewal for the service's own period costs, one unit, net. */
function pricing({ service, plan, unitPrice }: ServiceView): ServicesBillingPricing | null {
  return unitPrice && toWirePricing({ serviceType: plan.serviceType, period: service.period, unitPrice })
}

function dateTime({ zone }: WireContext, date: LocalDate | null): string | null {
  return date && toWireDateTime(startOfDay(date, zone), zone)
}
