import { asJson } from './json-schema.ts'
import type { Operation } from './operation.ts'

type Json = Readonly<Record<string, unknown>>

const text = { type: 'string' } as const
const positive = { type: 'integer', minimum: 1 } as const

/** The headers that a request may carry beside its credentials (ovh-api.md 1.8), by the name of their component. */
const headers: Readonly<
  Record<string, { readonly name: string; readonly description: string; readonly schema: Json }>
> = {
  idempotencyKey: {
    name: 'Idempotency-Key',
    description: 'Makes the request repeatable for 24 hours: sent again with the same body, it gets the same answer.',
    schema: { ...text, minLength: 1, maxLength: 255 },
  },
  batch: {
    name: 'X-Ovh-Batch',
    description:
      'The separator of several ids in the last parameter of the path, such as a comma. The answer is a list of rows: `key`, `value`, `error`.',
    schema: text,
  },
  paginationMode: {
    name: 'X-Pagination-Mode',
    description: 'Answers the list by the page, and the objects behind its ids where they can be read.',
    schema: { ...text, enum: ['CachedObjectList-Pages'] },
  },
  paginationSize: {
    name: 'X-Pagination-Size',
    description: 'Elements a page, 50 unless given.',
    schema: { ...positive, maximum: 1000 },
  },
  paginationNumber: { name: 'X-Pagination-Number', description: 'The page, from 1.', schema: positive },
  paginationSort: { name: 'X-Pagination-Sort', description: 'The field to sort by.', schema: text },
  paginationSortOrder: {
    name: 'X-Pagination-Sort-Order',
    description: 'Rising unless given.',
    schema: { ...text, enum: ['ASC', 'DESC'] },
  },
  paginationFilter: {
    name: 'X-Pagination-Filter',
    description:
      'Conditions as `field:op=value`, joined with `&`; `op` is one of `eq`, `ne`, `lt`, `gt`, `like`, `in`.',
    schema: text,
  },
}

const ofPages = Object.keys(headers).filter((name) => name.startsWith('pagination'))

/** What `components.parameters` holds. */
export const headerComponents: Json = Object.fromEntries(
  Object.entries(headers).map(([component, header]) => [component, { in: 'header', required: false, ...header }]),
)

/** References to the headers that mean something for an operation. */
export function headerReferences(operation: Operation): readonly Json[] {
  return headersOf(operation).map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

function headersOf(operation: Operation): readonly string[] {
  if (operation.method === 'POST') return operation.noAuthentication ? [] : ['idempotencyKey']
  if (operation.method !== 'GET') return []
  const batch = Object.keys(operation.pathParameters).length > 0 ? ['batch'] : []
  return asJson(operation.response).type === 'array' ? [...batch, ...ofPages] : batch
}
