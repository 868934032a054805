import { identifier, modelFile, referencedName, type Schema } from './reference.ts'

/** How a model is meant: as part of an answer, or of a request's body, where what is not required may be left out. */
export type Form = 'answer' | 'body'

/** The names that a piece of generated text uses, by the file that they come from. */
export interface Uses {
  readonly schemas: Readonly<Record<string, Schema>>
  readonly models: Map<string, Set<string>>
  readonly helpers: Set<string>
}

/** Notes of one generated file; nothing is used yet. `schemas`: of all models, by their full names. */
export function newUses(schemas: Readonly<Record<string, Schema>>): Uses {
  return { schemas, models: new Map(), helpers: new Set() }
}

const formats: Readonly<Record<string, string>> = {
  date: 'formats.date',
  'date-time': 'formats.dateTime',
  duration: 'formats.duration',
  password: 'formats.password',
  uuid: 'formats.uuid',
  ipBlock: 'formats.ipBlock',
}

/** TypeBox text of a schema; notes in `uses` what must be imported. */
export function typeText(schema: Schema, form: Form, uses: Uses): string {
  const plain = plainText(schema, form, uses)
  const withNull = schema.nullable ? call('nullable', plain, uses) : plain
  return schema.readOnly ? call('readOnly', withNull, uses) : withNull
}

/** The fields of an object, one a line. */
export function fieldsText(schema: Schema, form: Form, uses: Uses): string {
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const text = typeText(property, form, uses)
    const mayMiss = form === 'body' && !schema.required?.includes(name)
    return `  ${fieldName(name)}: ${mayMiss ? call('optional', text, uses) : text},\n`
  })
  return `{\n${fields.join('')}}`
}

/** As it stands in generated text: in quotes where it is no identifier. */
export function fieldName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** A literal in single quotes, as Biome writes them. Texts of the reference document have no backslash. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}

/** Notes that a helper of models/schema.ts is used. */
export function helper(name: string, uses: Uses): string {
  uses.helpers.add(name)
  return name
}

function plainText(schema: Schema, form: Form, uses: Uses): string {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (target) return modelText(referencedName(target), form, uses)
  if (schema.enum) return `Type.Enum([${schema.enum.map(quoted).join(', ')}])`
  if (schema.type === 'array' && schema.items) return `Type.Array(${typeText(schema.items, form, uses)})`
  if (schema.type === 'object' && schema.additionalProperties) {
    return `Type.Record(Type.String(), ${typeText(schema.additionalProperties, form, uses)})`
  }
  return scalarText(schema, uses)
}

function scalarText(schema: Schema, uses: Uses): string {
  if (schema.type === 'boolean') return 'Type.Boolean()'
  if (schema.type === 'integer') return 'Type.Integer()'
  if (schema.type === 'number') return 'Type.Number()'
  if (schema.type !== 'string') throw new Error(`the generator does not know ${JSON.stringify(schema)}`)
  if (schema.format === undefined) return 'Type.String()'
  const known = formats[schema.format]
  if (known === undefined) return `Type.String({ format: ${quoted(schema.format)} })`
  helper('formats', uses)
  return known
}

function modelText(name: string, form: Form, uses: Uses): string {
  const schema = uses.schemas[name]
  if (!schema) throw new Error(`the reference document has no model ${name}`)
  const text = form === 'body' && schema.type === 'object' ? `${identifier(name)}Input` : identifier(name)
  const names = uses.models.get(modelFile(name)) ?? new Set()
  uses.models.set(modelFile(name), names.add(text))
  return text
}

function call(name: string, argument: string, uses: Uses): string {
  return `${helper(name, uses)}(${argument})`
}
