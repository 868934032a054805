import { parsePeriod } from '../calendar/period.ts'
import type { Plan } from '../catalog/plan.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Service } from './service.ts'

/** A manual VPS, paid until 15 January 2027, for tests; `changes` says what is different. */
export function serviceLike(changes: Partial<Service> = {}): Service {
  return {
    accountId: 1 as AccountId,
    id: 12345 as ServiceId,
    planCode: 'vps-starter',
    family: 'vps',
    name: 'vps112233.ovh.net',
    displayName: null,
    parentId: null,
    linkGroup: null,
    quantity: 1,
    startsOn: Temporal.PlainDate.from('2026-01-15'),
    expiresOn: Temporal.PlainDate.from('2027-01-15'),
    anchorDay: 15,
    period: parsePeriod('P1Y'),
    mode: 'manual',
    ends: null,
    engagedUntil: null,
    engagementEndRule: null,
    state: 'active',
    suspensionCauses: [],
    createdAt: Temporal.Instant.from('2026-01-15T10:00:00Z'),
    ...changes,
  }
}

export function planLike(changes: Partial<Plan> = {}): Plan {
  return {
    code: 'vps-starter',
    family: 'vps',
    serviceType: 'VPS Starter',
    manualAllowed: true,
    oneShot: false,
    followsParent: false,
    deletionDays: 30,
    ...changes,
  }
}
