import type { Period } from '../calendar/period.ts'
import type { ServiceId } from '../identity/identity.ts'
import type { Service } from '../services/service.ts'
import { type Circle, followersOf, isSold, neededParent } from './circle.ts'

/**
 * Who must be in a set because a service is, for a period (rules S2, S3): its parent unless that is covered, and its followers.
 * A set of candidates obeys S2 and S3 exactly when it has, with each of its services, all that this names.
 */
export function companionsOf(circle: Circle, service: Service, period: Period): readonly ServiceId[] {
  const parentId = neededParent(circle, service, period)
  const followers = followersOf(circle, service).map((follower) => follower.id)
  return parentId === null ? followers : [parentId, ...followers]
}

/**
 * The smallest set that obeys S2-S4 and has the service: itself, its companions, theirs, and so on. Null when there is none:
 * one of them does not sell the period, or a parent among them is no candidate.
 */
export function smallestSetWith(
  circle: Circle,
  candidates: ReadonlySet<Service>,
  service: Service,
  period: Period,
): ReadonlySet<Service> | null {
  const set = new Set([service])
  for (const member of set) {
    if (!isSold(circle, member, period)) return null
    for (const id of companionsOf(circle, member, period)) {
      const companion = circle.members.get(id)
      if (!companion) return null
      if (id === member.parentId && !set.has(companion) && !candidates.has(companion)) return null
      set.add(companion)
    }
  }
  return set
}
