import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { ErrorBody } from './error-body.ts'
import { errors } from './errors.ts'
import { familyOperations } from './family-operations.ts'
import { asJson, type JsonSchema } from './json-schema.ts'
import { type Operation, operationKey } from './operation.ts'
import { operations } from './operations.ts'

/** Whether an answer is what the contract says. The server's tests hold every answer against it. */

export interface MatchedOperation {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

/** How a GET was answered: by the model itself, as rows of a batch (`X-Ovh-Batch`), or, of a list, by its objects. */
export type AnswerShape = 'plain' | 'batch' | 'objects'

const known: readonly Operation[] = [
  ...new Map(
    [...Object.values<Operation>(operations), ...familyOperations].map((operation) => [
      operationKey(operation),
      operation,
    ]),
  ).values(),
]

/**
 * The operation that a concrete path belongs to: `matchOperation('GET', '/1.0/service/12345?x=y')`. A literal segment
 * wins over a parameter. The branch prefix and the query string are left aside.
 */
export function matchOperation(method: string, path: string): MatchedOperation | null {
  const segments = segmentsOf(path.replace(/[?#].*$/, '').replace(/^\/(1\.0|v1)(?=\/|$)/, ''))
  const wanted = method === 'HEAD' ? 'GET' : method
  const fitting = known.filter((operation) => operation.method === wanted && fits(segmentsOf(operation.path), segments))
  const [operation] = fitting.sort((left, right) => (rank(left.path) < rank(right.path) ? -1 : 1))
  return operation ? { operation, params: paramsOf(segmentsOf(operation.path), segments) } : null
}

/**
 * What is wrong with an answer, in words; nothing when it conforms. A success has every field of its model, null where
 * that is allowed, and no other; an error has the one form of errors.
 * @param call an operation's key, or method and concrete path: `GET /1.0/service/12345`
 */
export function checkAnswer(
  call: string,
  status: number,
  body: unknown,
  shape: AnswerShape = 'plain',
): readonly string[] {
  return violations(call, status, body, shape).map((violation) => `${call} ${status}: ${violation}`)
}

function violations(call: string, status: number, body: unknown, shape: AnswerShape): readonly string[] {
  if (status >= 400) return checkError(status, body)
  const [method = '', path = ''] = call.split(' ')
  const matched = matchOperation(method, path)
  if (matched === null) return ['is no operation of the contract']
  if (shape === 'objects') return [...checkObjects(matched.operation, body), ...checkPrices(body, '')]
  const wrong = shape === 'batch' ? checkBatch(matched.operation, body) : checkValue(matched.operation.response, body)
  return [...wrong, ...checkPrices(body, '')]
}

function checkError(status: number, body: unknown): readonly string[] {
  const wrong = checkValue(ErrorBody, body)
  if (wrong.length > 0) return wrong
  const { class: name, errorCode, httpCode } = body as ErrorBody
  const entry = Object.entries(errors).find(([code]) => code === errorCode)?.[1]
  if (entry === undefined) return [`errorCode ${errorCode} is not in the catalogue`]
  return [
    ...(entry.status === status ? [] : [`${errorCode} belongs to status ${entry.status}`]),
    ...(entry.class === name ? [] : [`${errorCode} belongs to class ${entry.class}, not ${name}`]),
    ...(httpCode.startsWith(`${status} `) ? [] : [`httpCode says ${httpCode}`]),
  ]
}

function checkObjects(list: Operation, body: unknown): readonly string[] {
  const one = known.find(({ method, path }) => method === 'GET' && isChild(path, list.path))
  // what has no operation of its own is answered as it stands in the list
  if (one === undefined) return checkValue(list.response, body)
  return checkItems(body, (item) => checkValue(one.response, item))
}

function checkBatch(operation: Operation, body: unknown): readonly string[] {
  return checkItems(body, (row) => {
    if (typeof row !== 'object' || row === null || !('value' in row)) return ['a row without value']
    const failed = 'error' in row && row.error !== null
    return failed ? [] : checkValue(operation.response, row.value)
  })
}

function checkItems(body: unknown, check: (item: unknown) => readonly string[]): readonly string[] {
  if (!Array.isArray(body)) return ['is no list']
  return body.flatMap((item, index) => check(item).map((violation) => `[${index}] ${violation}`))
}

const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>()

function checkValue(schema: TSchema, value: unknown): readonly string[] {
  let check = compiled.get(schema)
  if (check === undefined) {
    check = Compile(withPatterns(asJson(schema)) as TSchema)
    compiled.set(schema, check)
  }
  if (check.Check(value)) return []
  return check.Errors(value).map(({ instancePath, message, params }) => {
    const names = Object.values(params).flat().join(', ')
    return `${instancePath === '' ? 'the body' : instancePath} ${message}${names === '' ? '' : ` (${names})`}`
  })
}

/** A price says one amount in all its fields. */
function checkPrices(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, field]) => checkPrices(field, `${path}/${key}`))
  if (!('currencyCode' in value && 'text' in value && 'value' in value)) return inner
  const ucents = 'priceInUcents' in value ? value.priceInUcents : null
  const amount = Number(value.value)
  const agrees = Number.parseFloat(String(value.text)) === amount && (ucents === null || ucents === toUcents(amount))
  return agrees ? inner : [...inner, `${path} says different amounts: ${JSON.stringify(value)}`]
}

function toUcents(amount: number): number {
  return Math.round(amount * 100_000_000)
}

/** Texts of the wire, as the server writes them (rules T1, T3); stricter than the formats of JSON Schema. */
const patterns: Readonly<Record<string, string>> = {
  date: '^\\d{4}-\\d{2}-\\d{2}$',
  'date-time': '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}$',
  duration: '^P[1-9]\\d{0,3}[DWMY]$',
  ipBlock: '^[0-9a-fA-F.:]+/\\d{1,3}$',
  'ip-block': '^[0-9a-fA-F.:]+/\\d{1,3}$',
}

function withPatterns(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_key, value) => {
    const pattern = typeof value?.format === 'string' && value.type === 'string' ? patterns[value.format] : undefined
    return pattern === undefined ? value : { ...value, pattern }
  })
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((name, index) => isParameter(name) || name === segments[index])
  )
}

function paramsOf(template: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> {
  const entries = template.map((name, index) => [name, segments[index] ?? ''] as const)
  return Object.fromEntries(
    entries.filter(([name]) => isParameter(name)).map(([name, text]) => [name.slice(1, -1), decodeURIComponent(text)]),
  )
}

/** Sorts templates that fit one path: a literal before a parameter, from the left. */
function rank(path: string): string {
  return segmentsOf(path)
    .map((segment) => (isParameter(segment) ? '1' : '0'))
    .join('')
}

function isChild(path: string, list: string): boolean {
  return path.startsWith(`${list}/{`) && segmentsOf(path).length === segmentsOf(list).length + 1
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{')
}
