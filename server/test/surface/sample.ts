import type { JsonSchema } from '@odnowa/contract/json-schema.ts'
import { mapValues, withoutNull } from '@odnowa/contract/json-schema.ts'

/** Input made from the contract's schemas: valid values, and bodies and queries that are wrong in one known way. */

export type Fields = Readonly<Record<string, unknown>>

const texts: Readonly<Record<string, string>> = {
  date: '2027-01-31',
  'date-time': '2027-01-31T10:00:00+01:00',
  duration: 'P1Y',
  ipBlock: '192.0.2.0/24',
  uuid: '8c1f2d9e-6f0a-4b56-9a35-0f6f9f6a1b11',
}

/** Fields whose values have a form that the contract does not tell. */
const account = {
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  ownerName: 'Anne Bernard',
  ownerAddress: 'Lille',
}
const forms: Fields = {
  allowedIPs: ['192.0.2.0/24'],
  contactId: null,
  returnUrl: 'https://shop.example/back',
  ...account,
  details: JSON.stringify(account),
}

/** A value that a schema allows; of an object, all fields that a caller may write, or only those that he must. */
export function sampleOf(nullable: JsonSchema, which: 'all' | 'required' = 'all'): unknown {
  const { schema } = withoutNull(nullable)
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'integer':
      return 1
    case 'number':
      return 1.5
    case 'boolean':
      return true
    case 'array':
      return schema.items ? [sampleOf(schema.items, which)] : []
    case 'object':
      return mapValues(schema) ? {} : sampleFields(schema, which)
    default:
      return texts[schema.format ?? ''] ?? 'text'
  }
}

/** An object's fields, by name. */
export function sampleFields(schema: JsonSchema, which: 'all' | 'required'): Fields {
  const required = new Set(schema.required)
  const chosen = Object.entries(schema.properties ?? {}).filter(
    ([name, property]) => required.has(name) || (which === 'all' && !property.readOnly),
  )
  return Object.fromEntries(
    chosen.map(([name, property]) => [name, name in forms ? forms[name] : sampleOf(property, which)]),
  )
}

/** Fields that are wrong in one way. */
export interface Spoilt {
  readonly what: string
  /** The field that an error has to name. */
  readonly field: string
  readonly fields: Fields
  /** Where one code alone is right. */
  readonly code?: 'UNKNOWN_FIELD'
}

/** Every way to spoil valid fields: one missing, of the wrong type, no value of its enum, or unknown. */
export function spoil(schema: JsonSchema, valid: Fields): readonly Spoilt[] {
  const properties = Object.entries(schema.properties ?? {})
  const missing = (schema.required ?? []).map((field) => {
    const { [field]: _left, ...fields } = valid
    return { what: `without ${field}`, field, fields }
  })
  const wrong = properties.flatMap(([field, property]) =>
    wrongValues(property).map(([what, value]) => ({
      what: `${field} is ${what}`,
      field,
      fields: { ...valid, [field]: value },
    })),
  )
  const field = 'noSuchField'
  const unknown = {
    what: 'with an unknown field',
    field,
    fields: { ...valid, [field]: 1 },
    code: 'UNKNOWN_FIELD',
  } as const
  return [...missing, ...wrong, unknown]
}

function wrongValues(nullable: JsonSchema): readonly (readonly [string, unknown])[] {
  const { schema, canBeNull } = withoutNull(nullable)
  return [
    ...(canBeNull ? [] : [['null', null] as const]),
    ['of another type', schema.type === 'boolean' ? 'perhaps' : true] as const,
    ...(schema.enum ? [['no value of its enum', 'noSuchValue'] as const] : []),
    ...(schema.format !== undefined && texts[schema.format] ? [[`no ${schema.format}`, 'yesterday'] as const] : []),
    ...(schema.type === 'integer' ? [['a fraction', 1.5] as const] : []),
  ]
}

/** Texts of a query that are wrong in one way; a text parameter without format or enum takes every text. */
export function spoilQuery(schema: JsonSchema): readonly { readonly field: string; readonly text: string }[] {
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([field, nullable]) => {
    const property = withoutNull(nullable).schema
    const takesAll = property.type === 'string' && !property.enum && !texts[property.format ?? '']
    return takesAll ? [] : [{ field, text: 'no-such-value' }]
  })
  return [...wrong, { field: 'noSuchParameter', text: '1' }]
}
