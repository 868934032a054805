import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ServiceId } from '../identity/identity.ts'
import { joinGroups } from './link-groups.ts'

const id = (number: number) => number as ServiceId
const linking = (number: number, linkedTo: number[], linkGroup: number | null = null) => {
  return { id: id(number), linkGroup, linkedTo: linkedTo.map(id) }
}

test('S1 linking makes a group, named by its smallest member; who is linked with nobody is in none', () => {
  expect(joinGroups([linking(5, [7]), linking(9, [])])).toEqual(
    new Map([
      [5, 5],
      [7, 5],
    ]),
  )
})

test('S1 linking members of two groups makes them one', () => {
  const groups = joinGroups([linking(20, [3, 11]), linking(3, [], 2), linking(11, [], 10)])
  expect([groups.get(id(20)), groups.get(id(3)), groups.get(id(11)), groups.get(2), groups.get(10)]).toEqual([
    2, 2, 2, 2, 2,
  ])
})

test('S1 two services have one group exactly when a chain of links joins them, in whatever order the links come', () => {
  const link = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(fc.array(link, { maxLength: 15 }), (links) => {
      const groups = joinGroups(links.map(([from, to]) => linking(from, [to])))
      for (let left = 1; left <= 12; left++) {
        for (let right = 1; right <= 12; right++) {
          const together = left !== right && reaches(links, left, right)
          const same = groups.has(left) && groups.get(left) === groups.get(right)
          if (left !== right) expect(same).toBe(together)
        }
      }
    }),
  )
})

/** The plain way: walk along links until nothing new is found. */
function reaches(links: readonly (readonly [number, number])[], from: number, to: number): boolean {
  const found = new Set([from])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [left, right] of links) {
      if (found.has(left)) found.add(right)
      if (found.has(right)) found.add(left)
    }
  }
  return found.has(to)
}
