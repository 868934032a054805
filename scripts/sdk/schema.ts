import { identifier, modelFile } from '../contract/reference.ts'
import { fieldName, quoted } from '../contract/type-text.ts'

/** A TypeBox value of the contract, as far as the generator reads it. */
export interface Schema {
  readonly title?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** The names of models that a piece of generated text uses, by the file that they stand in. */
export type Uses = Map<string, Set<string>>

/** The type of a schema as TypeScript says it; a model goes by its name, which is noted in `uses`. */
export function typeText(schema: Schema, uses: Uses): string {
  if (schema.title === undefined) return bareTypeText(schema, uses)
  const name = identifier(schema.title)
  const file = modelFile(schema.title)
  uses.set(file, (uses.get(file) ?? new Set()).add(name))
  return name
}

/** The same with a model's own fields instead of its name. */
export function bareTypeText(schema: Schema, uses: Uses): string {
  if (schema.enum) return schema.enum.map(quoted).join(' | ')
  if (schema.anyOf) return schema.anyOf.map((one) => typeText(one, uses)).join(' | ')
  if (schema.type === 'array' && schema.items) return arrayText(typeText(schema.items, uses))
  if (schema.type === 'object') return objectText(schema, uses)
  const scalar = scalars[schema.type ?? '']
  if (scalar === undefined) throw new Error(`the generator does not know ${JSON.stringify(schema)}`)
  return scalar
}

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

function arrayText(element: string): string {
  return element.includes(' ') ? `Array<${element}>` : `${element}[]`
}

function objectText(schema: Schema, uses: Uses): string {
  const [values] = Object.values(schema.patternProperties ?? {})
  if (values) return `Record<string, ${typeText(values, uses)}>`
  const fields = fieldTexts(schema, uses)
  return fields.length === 0 ? 'object' : `{ ${fields.join('; ')} }`
}

/** `expiration: string` and so on, one a field. */
export function fieldTexts(schema: Schema, uses: Uses): readonly string[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const mark = schema.required?.includes(name) ? '' : '?'
    return `${fieldName(name)}${mark}: ${typeText(field, uses)}`
  })
}

/** Every schema that has a name, at any depth. */
export function modelsOf(roots: readonly Schema[]): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>()
  const visit = (schema: Schema): void => {
    if (schema.title !== undefined) {
      if (found.has(schema.title)) return
      found.set(schema.title, schema)
    }
    for (const inner of innerOf(schema)) visit(inner)
  }
  for (const root of roots) visit(root)
  return found
}

function innerOf(schema: Schema): readonly Schema[] {
  return [
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.patternProperties ?? {}),
  ]
}

/** Imports of models, by file, for a text that stands in `folder` beside or above them. */
export function importsText(uses: Uses, folder: string, own: string | null = null): string {
  return [...uses]
    .filter(([file]) => file !== own)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, names]) => `import type { ${[...names].sort().join(', ')} } from '${folder}/${file}.generated.ts'\n`)
    .join('')
}
