import type { ServiceId } from '../identity/identity.ts'
import type { Service } from '../services/service.ts'

/** Each candidate that can be in a set for a period, with the smallest set that has it (companions.ts). */
export type SmallestSets = ReadonlyMap<Service, ReadonlySet<Service>>
/** Services that are renewed together, ascending by id. */
export type ServiceSet = readonly Service[]

const open = 0
const inside = 1
const outside = 2

/**
 * Every set of rule S4 that has the requested service, or null when there are more than `bound` (rule S8).
 *
 * Candidates are decided one after the other. Taking one in takes its smallest set in, leaving one out leaves out all whose
 * smallest set has it; so no draft ever becomes impossible, and the drafts never outnumber the sets that come of them.
 */
export function allSets(smallestSets: SmallestSets, requested: Service, bound: number): readonly ServiceSet[] | null {
  const services = everyService(smallestSets)
  const positions = new Map(services.map((service, position) => [service.id, position]))
  const needs = services.map((service) => positionsOf(smallestSets.get(service) ?? [], positions))
  const neededBy = services.map((): number[] => [])
  for (const candidate of smallestSets.keys()) {
    const position = positionOf(candidate, positions)
    for (const needed of needs[position] ?? []) neededBy[needed]?.push(position)
  }
  const requestedNeeds = needs[positionOf(requested, positions)] ?? []
  let drafts = [decided(new Uint8Array(services.length), requestedNeeds, inside)]
  for (const candidate of smallestSets.keys()) {
    const position = positionOf(candidate, positions)
    drafts = drafts.flatMap((draft) =>
      draft[position] === open
        ? [decided(draft, neededBy[position] ?? [], outside), decided(draft, needs[position] ?? [], inside)]
        : [draft],
    )
    if (drafts.length > bound) return null
  }
  return drafts.map((draft) => services.filter((_, position) => draft[position] === inside))
}

/** What a family past the bound answers (rule S8): the single service, every pair with it and the whole, where they are sets. */
export function fewSets(smallestSets: SmallestSets, requested: Service): readonly ServiceSet[] {
  const single = smallestSets.get(requested) ?? new Set([requested])
  const small = new Map<string, ServiceSet>()
  for (const smallest of smallestSets.values()) {
    const set = [...single.union(smallest)].sort(byId)
    if (set.length <= 2) small.set(set.map(({ id }) => id).join(), set)
  }
  return [...small.values(), everyService(smallestSets)]
}

/** The union of the smallest sets: the largest set there is, since sets of rule S4 joined are one again. */
function everyService(smallestSets: SmallestSets): ServiceSet {
  return [...new Set([...smallestSets.values()].flatMap((set) => [...set]))].sort(byId)
}

function decided(draft: Uint8Array, positions: readonly number[], decision: number): Uint8Array {
  const copy = draft.slice()
  for (const position of positions) copy[position] = decision
  return copy
}

function positionsOf(services: Iterable<Service>, positions: ReadonlyMap<ServiceId, number>): readonly number[] {
  return Array.from(services, (service) => positionOf(service, positions))
}

function positionOf(service: Service, positions: ReadonlyMap<ServiceId, number>): number {
  const position = positions.get(service.id)
  if (position === undefined) throw new Error(`service ${service.id} is in no smallest set`)
  return position
}

function byId(left: Service, right: Service): number {
  return left.id - right.id
}
