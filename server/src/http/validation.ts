import type { TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Problem, problem } from '../problem/problem.ts'

/** Throws when a value is not what the contract asks for. */
export type Validate = (value: unknown) => void

type Failure = ReturnType<ReturnType<typeof Compile>['Errors']>[number]

/**
 * Compiles a schema of the contract into a check without coercion.
 * @param place `body` or `query`, for messages
 * @throws (the check) UNKNOWN_FIELD, INVALID_PERIOD or INVALID_PARAMETER, naming the field in message and details; never its value,
 * which may be a secret
 */
export function validator(schema: TObject, place: 'body' | 'query'): Validate {
  const check = Compile(schema)
  return (value) => {
    if (!check.Check(value)) throw refusal(check.Errors(value), value, place, Object.keys(schema.properties))
    const unfit = findUnfit(value, '')
    if (unfit) throw problem('INVALID_PARAMETER', `${place}: "${unfit.field}" ${unfit.why}`, { field: unfit.field })
  }
}

function refusal(failures: readonly Failure[], value: unknown, place: string, known: readonly string[]): Problem {
  const failure = mostTelling(failures)
  const field = fieldName(failure?.instancePath ?? '')
  switch (failure?.keyword) {
    case 'additionalProperties': {
      const name = join(field, String(failure.params.additionalProperties[0]))
      const takes = field !== '' ? '' : known.length === 0 ? ': it takes none' : `: it takes ${known.join(', ')}`
      return problem('UNKNOWN_FIELD', `${place}: "${name}" is unknown${takes}`, { field: name })
    }
    case 'required': {
      const name = join(field, String(failure.params.requiredProperties[0]))
      return problem('INVALID_PARAMETER', `${place}: "${name}" is missing`, { field: name })
    }
    case 'format':
      if (failure.params.format === 'duration') {
        return problem(
          'INVALID_PERIOD',
          `${place}: "${field}" is no period: write one unit of days, weeks, months or years, such as P1M or P1Y`,
          { field },
        )
      }
  }
  const what = field === '' ? `the ${place}` : `${place}: "${field}"`
  const nullable = failures.some((other) => other.instancePath === failure?.instancePath && isNullBranch(other))
  return problem('INVALID_PARAMETER', `${what} ${must(failure)}${nullable ? ' or null' : ''}${was(failure, value)}`, {
    ...(field === '' ? {} : { field }),
  })
}

/** Of all that failed, what lies deepest; where several do, what is not the null branch of a nullable field. */
function mostTelling(failures: readonly Failure[]): Failure | undefined {
  const telling = failures.filter(
    (failure) => !['anyOf', 'boolean'].includes(failure.keyword) && !isNullBranch(failure),
  )
  const depth = (failure: Failure) => failure.instancePath.split('/').length
  return telling.reduce<Failure | undefined>(
    (best, failure) => (best && depth(best) >= depth(failure) ? best : failure),
    undefined,
  )
}

function isNullBranch(failure: Failure): boolean {
  return failure.keyword === 'type' && failure.params.type === 'null'
}

const examples: Readonly<Record<string, string>> = {
  date: 'a date such as 2027-01-31',
  'date-time': 'a date and time with its offset, such as 2027-01-31T10:00:00+01:00',
  ipBlock: 'an IP block such as 192.0.2.0/24',
}

function must(failure: Failure | undefined): string {
  switch (failure?.keyword) {
    case 'type':
      return `must be ${article(String(failure.params.type))}`
    case 'enum':
      return `must be one of ${failure.params.allowedValues.join(', ')}`
    case 'format':
      return `must be ${examples[failure.params.format] ?? `a ${failure.params.format}`}`
    default:
      return failure?.message ?? 'is not valid'
  }
}

/** `, not a string`: the type of what was given, for errors of type. */
function was(failure: Failure | undefined, value: unknown): string {
  if (failure?.keyword !== 'type') return ''
  const given = failure.instancePath
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[unescapeKey(key)], value)
  const type = given === null ? 'null' : Array.isArray(given) ? 'array' : typeof given
  return type === failure.params.type || type === 'undefined' ? '' : `, not ${article(type)}`
}

function article(type: string): string {
  return type === 'null' ? 'null' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

/** `/renew/period` as `renew.period`, `/services/0` as `services[0]`. */
function fieldName(instancePath: string): string {
  return instancePath.split('/').slice(1).map(unescapeKey).reduce(join, '')
}

function join(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}

interface Unfit {
  readonly field: string
  readonly why: string
}

/**
 * What the contract allows and PostgreSQL cannot store, or JavaScript not count: a text with U+0000 or half a surrogate pair, a
 * number past 2^53.
 */
function findUnfit(value: unknown, field: string): Unfit | null {
  if (typeof value === 'string' && value.includes('\0')) {
    return { field, why: 'holds a NUL character, which no text of ours can' }
  }
  if (typeof value === 'string' && !value.isWellFormed())
    return { field, why: 'holds half a surrogate pair: write Unicode' }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { field, why: 'is too large a number' }
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const unfit = findUnfit(inner, join(field, key))
    if (unfit) return unfit
  }
  return null
}
