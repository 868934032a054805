import { describe, expect, test } from 'vitest'
import { plantedBugs } from './bugs.ts'
import { bugNamed, planted, replaceOnce, sourceOf } from './plant.ts'

describe('bugs that the simulation must find', () => {
  const changes = plantedBugs.flatMap(({ name, changes }) => changes.map((change) => [name, change] as const))

  test.each(changes)('%s can be planted in the sources as they are', async (_name, change) => {
    expect(replaceOnce(await sourceOf(change), change)).toContain(change.to)
  })

  test('there are ten at least, each by its own name', () => {
    const names = new Set(plantedBugs.map(({ name }) => name))
    expect(names.size).toBe(plantedBugs.length)
    expect(names.size).toBeGreaterThanOrEqual(10)
  })

  test('only the files of a bug are changed', () => {
    expect(planted(bugNamed('clamped-anchor'), '/elsewhere/calendar/period.ts', 'source')).toBe('source')
  })

  test('a source that has changed since is told', () => {
    const change = { file: 'calendar/period.ts', from: 'one', to: 'two' }
    expect(() => replaceOnce('nothing', change)).toThrow('has 0 pieces "one"')
    expect(() => replaceOnce('one and one', change)).toThrow('has 2 pieces')
  })
})
