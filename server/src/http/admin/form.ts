import { Problem, problem } from '../../problem/problem.ts'

/** Reads one value of a body; throws a Problem that says what is wrong with it. Where it stands, `form` adds. */
export interface Field<Value> {
  readonly read: (input: unknown) => Value
  /** What an absent field reads as; a field without must be there. */
  readonly absent?: { readonly value: Value }
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** What a form of these fields reads. */
export type FormOf<Form extends Fields> = {
  readonly [Name in keyof Form]: Form[Name] extends Field<infer Value> ? Value : never
}

/**
 * A JSON object of these fields and no others.
 * @throws INVALID_PARAMETER, UNKNOWN_FIELD and whatever a field throws, with the path of the field in `details.field`
 */
export function form<const Form extends Fields>(fields: Form): Field<FormOf<Form>> {
  return { read: (input) => readFields(fields, input) as FormOf<Form> }
}

/** The same fields, every one of which may be absent: what a PUT takes. */
export function subset<const Form extends Fields>(
  fields: Form,
): Field<{ readonly [Name in keyof Form]: FormOf<Form>[Name] | undefined }> {
  const parts = Object.entries(fields).map(([name, field]) => [name, optional(field)])
  return form(Object.fromEntries(parts)) as never
}

/** May be left out; `null` is refused unless the field takes it. */
export function optional<Value>(field: Field<Value>): Field<Value | undefined> {
  return { read: field.read, absent: { value: undefined } }
}

/** May be left out, and is `value` then. The default is not read by the field: it is one of ours. */
export function otherwise<Value>(field: Field<Value>, value: Value): Field<Value> {
  return { read: field.read, absent: { value } }
}

/** `null` is read as null. */
export function nullable<Value>(field: Field<Value>): Field<Value | null> {
  return { ...field, read: (input) => (input === null ? null : field.read(input)) }
}

/** Goes on from what was read: to convert it, or to refuse combinations. */
export function andThen<From, To>(field: Field<From>, convert: (value: From) => To): Field<To> {
  return { read: (input) => convert(field.read(input)) }
}

/** At most `most` elements. What is wrong in one is told with its place: `[3]: ...`, counted from 0. */
export function listOf<Value>(field: Field<Value>, most = 1_000): Field<readonly Value[]> {
  return {
    read(input) {
      if (!Array.isArray(input)) throw wrong('write a list')
      if (input.length > most) throw wrong(`at most ${most} are taken at once`)
      return input.map((item: unknown, index) => at(`[${index}]`, () => field.read(item)))
    },
  }
}

/**
 * Reads a whole body, and says in the message where in it the error is.
 * @param row the number of the row, from 1, when the body is one of many
 */
export function readForm<Value>(field: Field<Value>, input: unknown, row?: number): Value {
  try {
    return field.read(input)
  } catch (error) {
    throw error instanceof Problem ? located(error, row) : error
  }
}

/** `row 3, prices[0].period: ...`, with `details` of the same. */
export function located(cause: Problem, row: number | undefined): Problem {
  const { field, ...rest } = cause.details
  const place = [row === undefined ? '' : `row ${row}`, field ?? ''].filter((part) => part !== '').join(', ')
  const message = place === '' ? cause.message : `${place}: ${cause.message}`
  return problem(cause.code, message, {
    ...(row === undefined ? {} : { row: String(row) }),
    ...(field === undefined ? {} : { field }),
    ...rest,
  })
}

/** For what is found out after a form was read. */
export function wrongField(field: string, message: string): Problem {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}

/** INVALID_PARAMETER for a field to throw. It does not say where: the form that reads the field adds that. */
export function wrong(message: string): Problem {
  return problem('INVALID_PARAMETER', message)
}

function readFields(fields: Fields, input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw wrong('write a JSON object')
  const given = input as Record<string, unknown>
  for (const name of Object.keys(given)) if (!Object.hasOwn(fields, name)) throw unknownField(name, fields)
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    values[name] = at(name, () => (Object.hasOwn(given, name) ? field.read(given[name]) : missing(field)))
  }
  return values
}

function missing(field: Field<unknown>): unknown {
  if (!field.absent) throw wrong('this field is missing')
  return field.absent.value
}

function unknownField(name: string, fields: Fields): Problem {
  const known = Object.keys(fields).join(', ')
  return problem('UNKNOWN_FIELD', `there is no such field: there are ${known}`, { field: name })
}

/** Puts a step in front of the path that an error carries. */
function at<Value>(step: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const inner = error.details.field
    const field = inner === undefined ? step : `${step}${inner.startsWith('[') ? '' : '.'}${inner}`
    throw problem(error.code, error.message, { ...error.details, field })
  }
}

/** Only the fields that were given: a change is laid over what stands. */
export function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** An object was read and is written back under another name. */
export function sameName(field: string, name: string): Problem {
  return problem('CONFLICT', `${field}: this is "${name}", and stays so`, { field })
}
