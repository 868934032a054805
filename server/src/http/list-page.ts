import type { IncomingHttpHeaders } from 'node:http'
import { parseInstant } from '../calendar/calendar.ts'
import { type Problem, problem } from '../problem/problem.ts'

/** How a caller wants the objects of a list (ovh-api.md 1.8, "list expansion"). */
export interface PageWish {
  /** Objects a page. */
  readonly size: number
  /** From 1. */
  readonly number: number
  /** A field, with dots into objects; null: the list's own order. */
  readonly sort: string | null
  readonly descending: boolean
  readonly conditions: readonly Condition[]
}

export interface Condition {
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

type Operator = 'eq' | 'ne' | 'lt' | 'gt' | 'like' | 'in'
const operators: readonly string[] = ['eq', 'ne', 'lt', 'gt', 'like', 'in']
const mode = 'CachedObjectList-Pages'
const largestPage = 1000

/**
 * Reads the headers that ask for objects instead of ids; null when there are none.
 * @throws INVALID_PARAMETER naming the header
 */
export function pageWish(headers: IncomingHttpHeaders): PageWish | null {
  const asked = text(headers, 'x-pagination-mode')
  if (asked === undefined) return null
  if (asked !== mode) throw invalid('X-Pagination-Mode', `"${asked}" is not served, only ${mode}`)
  const order = (text(headers, 'x-pagination-sort-order') ?? 'ASC').toUpperCase()
  if (order !== 'ASC' && order !== 'DESC') throw invalid('X-Pagination-Sort-Order', 'must be ASC or DESC')
  return {
    size: count(headers, 'X-Pagination-Size', 50, largestPage),
    number: count(headers, 'X-Pagination-Number', 1, Number.MAX_SAFE_INTEGER),
    sort: text(headers, 'x-pagination-sort') || null,
    descending: order === 'DESC',
    conditions: conditions(text(headers, 'x-pagination-filter') ?? ''),
  }
}

/** The fields that the wish names. */
export function fieldsOf(wish: PageWish): readonly string[] {
  return [...(wish.sort === null ? [] : [wish.sort]), ...wish.conditions.map((condition) => condition.field)]
}

/** Whether the page can be cut from the ids, before the objects are known. */
export function cutsIds(wish: PageWish): boolean {
  return wish.sort === null && !wish.descending && wish.conditions.length === 0
}

/** The elements of the page. */
export function cut<Element>(elements: readonly Element[], wish: PageWish): readonly Element[] {
  return elements.slice((wish.number - 1) * wish.size, wish.number * wish.size)
}

/** The objects that meet every condition, sorted; what has no value for the field stands last, ties keep the list's order. */
export function arrange(objects: readonly unknown[], wish: PageWish): readonly unknown[] {
  const { sort, descending } = wish
  const met = objects.filter((object) => wish.conditions.every((condition) => meets(object, condition)))
  if (sort === null) return descending ? met.reverse() : met
  return met
    .map((object) => ({ object, value: fieldOf(object, sort) ?? null }))
    .sort((left, right) => {
      if (left.value === null || right.value === null) return Number(left.value === null) - Number(right.value === null)
      const order = compare(left.value, right.value)
      return descending ? -order : order
    })
    .map(({ object }) => object)
}

function conditions(filter: string): readonly Condition[] {
  return filter
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field, operator = '', value] = /^([^:=]+):([a-z]+)=(.*)$/s.exec(part) ?? []
      if (field !== undefined && value !== undefined && operators.includes(operator)) {
        return { field: decode(field), operator: operator as Operator, value: decode(value) }
      }
      throw invalid(
        'X-Pagination-Filter',
        `"${part}" is no condition: write field:op=value, op one of ${operators.join(', ')}`,
      )
    })
}

function meets(object: unknown, { field, operator, value }: Condition): boolean {
  const actual = fieldOf(object, field) ?? null
  switch (operator) {
    case 'eq':
      return isEqual(actual, value)
    case 'ne':
      return !isEqual(actual, value)
    case 'in':
      return value.split(',').some((one) => isEqual(actual, one))
    case 'like':
      return actual !== null && like(String(actual), value)
    case 'lt':
      return actual !== null && compare(actual, value) < 0
    case 'gt':
      return actual !== null && compare(actual, value) > 0
  }
}

function isEqual(actual: unknown, value: string): boolean {
  if (actual === null) return value === 'null'
  return typeof actual === 'object' ? false : compare(actual, value) === 0
}

/** `%` stands for any run of characters; letters match in either case. */
function like(actual: string, pattern: string): boolean {
  const pieces = pattern.toLowerCase().split('%')
  const subject = actual.toLowerCase()
  const first = pieces.shift() ?? ''
  const last = pieces.pop()
  if (last === undefined) return subject === first
  if (!subject.startsWith(first)) return false
  let position = first.length
  for (const piece of pieces) {
    const found = subject.indexOf(piece, position)
    if (found < 0) return false
    position = found + piece.length
  }
  return position + last.length <= subject.length && subject.endsWith(last)
}

/** Numbers as numbers, moments as moments, all else as text. */
function compare(left: unknown, right: unknown): number {
  const [one, other] = [comparable(left), comparable(right)]
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const [text, otherText] = [String(left), String(right)]
  return text < otherText ? -1 : text > otherText ? 1 : 0
}

function comparable(value: unknown): number | string {
  if (typeof value === 'number') return value
  const written = String(value)
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written)
  return parseInstant(written)?.epochMilliseconds ?? written
}

function fieldOf(object: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((inner, name) => {
    return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
      ? (inner as Record<string, unknown>)[name]
      : null
  }, object)
}

function count(headers: IncomingHttpHeaders, header: string, absent: number, most: number): number {
  const written = text(headers, header.toLowerCase())
  if (written === undefined) return absent
  const value = /^\d{1,16}$/.test(written) ? Number(written) : 0
  if (value >= 1 && value <= most) return value
  throw invalid(header, `must be a whole number from 1 to ${most}`)
}

function decode(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    throw invalid('X-Pagination-Filter', 'is not well percent-encoded')
  }
}

function text(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

function invalid(header: string, what: string): Problem {
  return problem('INVALID_PARAMETER', `${header} ${what}`, { field: header })
}
