import { expect, test } from 'vitest'
import { hashKey, keyLengths, newKey, sameSecret } from './secret.ts'

test.each(Object.entries(keyLengths))('a %s has %d characters of letters and digits', (kind, length) => {
  const key = newKey(kind as keyof typeof keyLengths)
  expect(key).toMatch(/^[A-Za-z0-9]+$/)
  expect(key).toHaveLength(length)
})

test('every character comes equally often', () => {
  const counts = new Map<string, number>()
  for (let round = 0; round < 5_000; round++) {
    for (const character of newKey('accessToken')) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const expected = (5_000 * 64) / 62
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(counts.size).toBe(62)
  expect(chiSquare).toBeLessThan(130) // 61 degrees of freedom: passed by chance once in a million; a plain modulo gives 2,000
})

test('secrets are equal or not, of whatever length', () => {
  expect(sameSecret('abc', 'abc')).toBe(true)
  expect(sameSecret('abc', 'abd')).toBe(false)
  expect(sameSecret('abc', 'abcd')).toBe(false)
  expect(sameSecret(hashKey('abc'), hashKey('abc'))).toBe(true)
})
