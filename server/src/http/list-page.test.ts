import { describe, expect, test } from 'vitest'
import { arrange, pageWish } from './list-page.ts'

const objects = [
  { id: 1, name: 'Alpha', at: '2026-10-25T02:30:00+02:00', price: { value: 9 }, note: null, on: true },
  { id: 2, name: 'beta', at: '2026-10-25T02:15:00+01:00', price: { value: 10 }, note: 'b', on: false },
  { id: 10, name: 'Gamma %', at: '2026-01-01T00:00:00+01:00', price: { value: -1 }, note: 'a', on: true },
]

function ids(headers: Readonly<Record<string, string>>): unknown[] {
  const wish = pageWish({ 'x-pagination-mode': 'CachedObjectList-Pages', ...headers })
  if (!wish) throw new Error('no wish')
  return arrange(objects, wish).map((object) => (object as { id: number }).id)
}

describe('objects of a list', () => {
  test.each([
    ['id', 'ASC', [1, 2, 10]],
    ['id', 'desc', [10, 2, 1]],
    ['name', 'ASC', [1, 10, 2]],
    ['at', 'ASC', [10, 1, 2]],
    ['price.value', 'ASC', [10, 1, 2]],
    ['note', 'ASC', [10, 2, 1]],
    ['note', 'DESC', [2, 10, 1]],
    ['nothing', 'ASC', [1, 2, 10]],
  ])('sorted by %s %s', (sort, order, expected) => {
    expect(ids({ 'x-pagination-sort': sort, 'x-pagination-sort-order': order })).toEqual(expected)
  })

  test('turned round without a field to sort by', () => {
    expect(ids({ 'x-pagination-sort-order': 'DESC' })).toEqual([10, 2, 1])
  })

  test.each([
    ['id:eq=2', [2]],
    ['id:ne=2', [1, 10]],
    ['id:lt=10', [1, 2]],
    ['id:gt=2', [10]],
    ['id:in=1,10,99', [1, 10]],
    ['name:like=%25A%25', [1, 2, 10]],
    ['name:like=a%25', [1]],
    ['name:like=%25a', [1, 2]],
    ['name:like=a', []],
    ['name:like=%25mm%25%25', [10]],
    ['on:eq=true', [1, 10]],
    ['note:eq=null', [1]],
    ['note:ne=null', [2, 10]],
    ['note:gt=a', [2]],
    ['price:eq=9', []],
    ['price.value:gt=9', [2]],
    ['at:gt=2026-10-25T02:40:00%2B02:00', [2]],
    ['id:gt=1&on:eq=true', [10]],
    ['constructor:ne=null', []],
  ])('filtered by %s', (filter, expected) => {
    expect(ids({ 'x-pagination-filter': filter })).toEqual(expected)
  })

  test('are not asked for without the header', () => {
    expect(pageWish({ 'x-pagination-size': '3' })).toBeNull()
  })
})
