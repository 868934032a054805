import { readFileSync } from 'node:fs'

/** The facts document, as far as the generator reads it. */
export interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly format?: string
  readonly nullable?: boolean
  readonly readOnly?: boolean
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
}

export interface Parameter {
  readonly in: 'path' | 'query'
  readonly name: string
  readonly required?: boolean
  readonly schema: Schema
}

interface Content {
  readonly content?: { readonly 'application/json': { readonly schema: Schema } }
}

export interface ReferenceOperation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
  readonly deprecated?: boolean
  readonly 'x-deprecation-date'?: string
  readonly 'x-deletion-date'?: string
  readonly 'x-replacement-route'?: string
  readonly 'x-no-authentication'?: boolean
  readonly 'x-iam-actions'?: readonly { readonly name: string }[]
}

export interface Reference {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ReferenceOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const folder = new URL('../../contract/reference/', import.meta.url)

/** The reference document as OVH publishes it, read anew at each call. */
export function readReference(): Reference {
  return JSON.parse(readFileSync(new URL('ovh-renewal.openapi.json', folder), 'utf8'))
}

/** Patterns of the operations that OVH marks as beta. */
export function readBetaOperations(): readonly RegExp[] {
  const { beta } = JSON.parse(readFileSync(new URL('beta-operations.json', folder), 'utf8')) as { beta: string[] }
  return beta.map((pattern) => new RegExp(`^${pattern.replace(/[{}/.]/g, '\\$&').replaceAll('*', '.*')}$`))
}

/** The name of the model that a reference points at: `services.Service`. */
export function referencedName(ref: string): string {
  return ref.slice('#/components/schemas/'.length)
}

/** `services.Service` as a name in TypeScript: `ServicesService`. */
export function identifier(modelName: string): string {
  const words = modelName.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** The file that holds a model: its first segment, for `me` its second too; the three address types share one. */
export function modelFile(modelName: string): string {
  const [first = '', second = ''] = modelName.split('.')
  if (/^ip(v4|v6|Block)?$/.test(first)) return 'ip'
  return first === 'me' && second !== '' ? `me-${kebab(second)}` : kebab(first)
}

/** `me-payment-mean` of `mePaymentMean`. */
export function kebab(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Undefined when the operation takes no body. */
export function bodySchema(operation: ReferenceOperation): Schema | undefined {
  return operation.requestBody?.content?.['application/json'].schema
}
