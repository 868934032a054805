import type { TObject, TSchema } from 'typebox'
import { parseMoment, type Zone } from '../calendar/calendar.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { type Validate, validator } from './validation.ts'

/** Reads the part of a URL after its `?` into values of the types that the contract gives the parameters. */
export type ReadQuery = (search: string) => Record<string, unknown>

/**
 * A reader for an operation's query. It understands what the SDKs send (ovh-api.md 1.6): `null` for an absent parameter, lists as
 * repeated keys or as Python's list text, and a date-time whose `+` was not encoded. A date, or a date-time without offset, is one
 * of the provider's zone.
 * @throws (the reader) UNKNOWN_FIELD for a parameter that the operation does not have, INVALID_PARAMETER for a value of the wrong type
 */
export function queryReader(schema: TObject, zone: Zone): ReadQuery {
  const validate: Validate = validator(schema, 'query')
  const properties: Readonly<Record<string, TSchema>> = schema.properties
  return (search) => {
    const values = new Map<string, unknown>()
    for (const [name, texts] of readPairs(search)) {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined
      const given = texts.filter((text) => text !== 'null')
      if (property && given.length > 0) values.set(name, toValue(name, given, property as Kind, zone))
      if (!property) values.set(name, texts[0])
    }
    const query = Object.fromEntries(values)
    validate(query)
    return query
  }
}

/** @throws BAD_REQUEST when the query is not well percent-encoded */
export function readPairs(search: string): ReadonlyMap<string, string[]> {
  const pairs = new Map<string, string[]>()
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1))
    const values = pairs.get(name)
    if (values) values.push(value)
    else pairs.set(name, [value])
  }
  return pairs
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw problem('BAD_REQUEST', 'The query is not well percent-encoded')
  }
}

interface Kind {
  readonly type?: string
  readonly format?: string
  readonly items?: Kind
}

function toValue(name: string, texts: readonly string[], kind: Kind, zone: Zone): unknown {
  if (kind.type === 'array') return toList(texts).map((text) => toSingle(name, text, kind.items ?? {}, zone))
  const [text, second] = texts
  if (second !== undefined) throw invalid(name, 'is given more than once, and is no list')
  return toSingle(name, text ?? '', kind, zone)
}

/** `arr=1&arr=2` and `arr=[1, 2]` alike. */
function toList(texts: readonly string[]): readonly string[] {
  const python = texts.length === 1 ? /^\[(.*)\]$/s.exec(texts[0] ?? '')?.[1] : undefined
  if (python === undefined) return texts
  const items = python.split(',').map((item) => item.trim().replace(/^(['"])(.*)\1$/s, '$2'))
  return items.length === 1 && items[0] === '' ? [] : items
}

function toSingle(name: string, text: string, kind: Kind, zone: Zone): unknown {
  switch (kind.type) {
    case 'boolean':
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
      throw invalid(name, 'must be true or false')
    case 'integer':
      if (/^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
      throw invalid(name, 'must be a whole number')
    case 'object':
      return toObject(name, text)
    default:
      return kind.format === 'date-time' ? toDateTime(name, text, zone) : text
  }
}

function toObject(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(name, 'must be an object in JSON')
  }
}

/** As an instant of UTC. */
function toDateTime(name: string, text: string, zone: Zone): string {
  const moment = parseMoment(text.replace(/(T.*) (\d\d:?\d\d)$/, '$1+$2'), zone)
  if (moment) return moment.toString()
  throw invalid(name, 'must be a date and time with its offset, such as 2027-01-31T10:00:00+01:00 (percent-encoded)')
}

function invalid(name: string, what: string): Problem {
  return problem('INVALID_PARAMETER', `query: "${name}" ${what}`, { field: name })
}
