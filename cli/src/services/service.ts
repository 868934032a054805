import type { ServicesExpandedService } from '@odnowa/sdk/generated/models/services.generated.ts'
import { dateOf } from '../dates.ts'

/** A service as `/services` describes it. */
export type Service = ServicesExpandedService

/** Vracks and the like never end; the wire says so with a date in this century's last millennium. */
const endlessYear = '2999'

/** `hosting/web`: the product, as the beginning of its routes names it. */
export function productOf({ route, resource }: Service): string {
  const literal = route?.path
    ?.split('/')
    .filter((segment) => segment !== '' && !segment.startsWith('{'))
    .join('/')
  return literal || resource.product?.name || ''
}

/** `domain/example.ovh`: a name that no other product's service has; the bare name where the service has no route. */
export function fullName({ route, resource }: Service): string {
  return route?.url?.replace(/^\//, '') || resource.name
}

/** `example.ovh (12345)` */
export function nameAndId({ resource, serviceId }: Pick<Service, 'resource' | 'serviceId'>): string {
  return `${resource.name} (${serviceId})`
}

/** The first date on which it is no longer paid for; null for services that never end. */
export function expirationOf({ billing }: Service): string | null {
  const { expirationDate } = billing
  return expirationDate === null || expirationDate.startsWith(endlessYear) ? null : dateOf(expirationDate)
}

export type State = 'active' | 'ending' | 'unpaid' | 'suspended' | 'expired' | 'terminated'

/** One word of the two states and the pending actions that the wire has. */
export function stateOf({ billing, resource }: Service): State {
  const current = billing.lifecycle?.current
  if (current?.state === 'terminated' || resource.state === 'deleted') return 'terminated'
  if (current?.state === 'unrenewed') return 'expired'
  if (resource.state === 'suspended' || resource.state === 'toSuspend') return 'suspended'
  if (current?.state === 'unpaid' || current?.state === 'toRenew') return 'unpaid'
  return (current?.pendingActions.some((action) => action.startsWith('terminate')) ?? false) ? 'ending' : 'active'
}

/** `automatic P1Y`, `manual P1M`, `with its parent`, `ends`, `-`. */
export function renewalOf(service: Service): string {
  const current = service.billing.renew?.current
  if (stateOf(service) === 'ending') return 'ends'
  if (!current?.mode) return service.parentServiceId === null ? '-' : 'with its parent'
  return current.period ? `${current.mode} ${current.period}` : current.mode
}
