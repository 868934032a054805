import type { ServiceId } from '../identity/identity.ts'

/** A service that is to be linked with others of its account; `linkGroup` as it is stored, null for a new or unlinked one. */
export interface Linking {
  readonly id: ServiceId
  readonly linkGroup: number | null
  readonly linkedTo: readonly ServiceId[]
}

/**
 * The group that each service belongs to once they are linked (rule S1): linking two groups makes them one. A group is named by
 * the smallest id in it, of those given.
 * @param linkings every service that is named, those without links of their own too
 * @returns the group by service id, for services that are linked with another, and by the name of a group that is joined in
 */
export function joinGroups(linkings: readonly Linking[]): ReadonlyMap<number, number> {
  const above = new Map<number, number>()
  for (const { id, linkGroup, linkedTo } of linkings) {
    if (linkGroup !== null) join(above, id, linkGroup)
    for (const other of linkedTo) join(above, id, other)
  }
  return new Map([...above.keys()].map((id) => [id, root(above, id)]))
}

function join(above: Map<number, number>, left: number, right: number): void {
  const [first, second] = [root(above, left), root(above, right)]
  const least = Math.min(first, second)
  for (const id of [left, right, first, second]) above.set(id, least)
}

function root(above: ReadonlyMap<number, number>, id: number): number {
  let top = id
  for (let next = above.get(top); next !== undefined && next !== top; next = above.get(top)) top = next
  return top
}
