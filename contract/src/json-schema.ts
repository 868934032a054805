import type { TSchema } from 'typebox'
import { inputSuffix } from './models/schema.ts'

/** The parts of JSON Schema that the contract's models are made of, for what reads them as data. */
export interface JsonSchema {
  readonly title?: string
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  /** Shown in documents; not checked. */
  readonly example?: string
  readonly readOnly?: boolean
  readonly enum?: readonly string[]
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

/** The same value, read as plain JSON schema: TypeBox has a type for each kind of schema and none for all. */
export function asJson(schema: TSchema): JsonSchema {
  return schema as unknown as JsonSchema
}

/** A schema without its null branch, and whether it had one. */
export function withoutNull(schema: JsonSchema): { readonly schema: JsonSchema; readonly canBeNull: boolean } {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null')
  return inner ? { schema: inner, canBeNull: true } : { schema, canBeNull: false }
}

/** The values of a map (`Type.Record`), or undefined. */
export function mapValues(schema: JsonSchema): JsonSchema | undefined {
  return Object.values(schema.patternProperties ?? {})[0]
}

/** Whether a schema is a named object or enum; the address types are named too, but plain text. */
export function isModel(schema: JsonSchema): schema is JsonSchema & { readonly title: string } {
  return schema.title !== undefined && (schema.properties !== undefined || schema.enum !== undefined)
}

/** Whether a model is the form that requests take. */
export function isInput(title: string): boolean {
  return title.endsWith(inputSuffix)
}

/** OVH's name of a model, whichever form it has. */
export function modelName(title: string): string {
  return isInput(title) ? title.slice(0, -inputSuffix.length) : title
}

/** Every named model that a schema uses, itself included, by title. */
export function collectModels(roots: readonly JsonSchema[]): ReadonlyMap<string, JsonSchema> {
  const found = new Map<string, JsonSchema>()
  const visit = (schema: JsonSchema): void => {
    if (isModel(schema)) {
      if (found.has(schema.title)) return
      found.set(schema.title, schema)
    }
    for (const inner of children(schema)) visit(inner)
  }
  for (const root of roots) visit(root)
  return found
}

function children(schema: JsonSchema): readonly JsonSchema[] {
  return [
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.patternProperties ?? {}),
  ]
}
