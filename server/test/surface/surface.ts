import type { JsonSchema } from '@odnowa/contract/json-schema.ts'
import { asJson } from '@odnowa/contract/json-schema.ts'
import { type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { operations } from '../../src/http/customer/operations.ts'
import { type Call, type TestAnswer, testClient } from '../client.ts'
import type { TestServer } from '../server.ts'
import { findNames, makeBody, queryValues } from './known.ts'
import { type Fields, sampleFields } from './sample.ts'
import { richWorld } from './world.ts'

/** The whole surface of the server, and how to call each part of it with what is valid. Nothing here knows an operation by name. */

export type Params = Readonly<Record<string, string>>

export const mounted: readonly Operation[] = operations.map(({ contract }) => contract)
const mountedKeys = new Set(mounted.map(operationKey))

/** A rich account behind a server: the demo account, which has a service of every family, and something of everything else. */
export interface Surface {
  readonly server: TestServer
  /** Calls as that account; an answer is not held against the contract here. */
  readonly call: Call
  /** Ids that a list answers; one that is empty gets an element by the POST beside it first. */
  idsOf(path: string): Promise<readonly string[]>
  /** Lists are read anew: something was changed. */
  forget(): void
}

export async function openSurface(): Promise<Surface> {
  const server = await richWorld()
  const call = testClient(server.app, server.publicUrl, server.keys)
  const lists = new Map<string, Promise<readonly string[]>>()
  const surface: Surface = {
    server,
    call,
    idsOf(path) {
      const known = lists.get(path) ?? readList(surface, path)
      lists.set(path, known)
      return known
    },
    forget: () => lists.clear(),
  }
  return surface
}

async function readList(surface: Surface, path: string): Promise<readonly string[]> {
  const ids = await listed(surface, path)
  if (ids.length > 0) return ids
  const creation = mounted.find((operation) => operationKey(operation) === `POST ${path}`)
  if (!creation) return ids
  const answer = await surface.call('POST', path, { body: await bodyOf(surface, creation, {}, 'all') })
  return answer.status < 300 ? listed(surface, path) : ids
}

async function listed({ call }: Surface, path: string): Promise<readonly string[]> {
  const { status, body } = await call('GET', path)
  return status === 200 && Array.isArray(body) ? body.filter((id) => typeof id !== 'object').map(String) : []
}

/** How many of an inner list's ids are tried. */
const innerIds = 4

/** Values for an operation's path, from the lists above it; one empty record for a path without parameters. */
export function bindings(surface: Surface, { path }: Pick<Operation, 'path'>): AsyncGenerator<Params> {
  return bind(surface, path.slice(1).split('/'), { template: '', path: '', params: {} })
}

interface Bound {
  readonly template: string
  readonly path: string
  readonly params: Params
}

async function* bind(surface: Surface, segments: readonly string[], bound: Bound): AsyncGenerator<Params> {
  const [segment, ...rest] = segments
  if (segment === undefined) return yield bound.params
  const template = `${bound.template}/${segment}`
  if (!segment.startsWith('{'))
    return yield* bind(surface, rest, { ...bound, template, path: `${bound.path}/${segment}` })
  const ids = (await findNames(surface, template, bound.params)) ?? (await surface.idsOf(bound.path))
  for (const id of Object.keys(bound.params).length === 0 ? ids : ids.slice(0, innerIds)) {
    const params = { ...bound.params, [segment.slice(1, -1)]: id }
    yield* bind(surface, rest, { template, path: `${bound.path}/${encodeURIComponent(id)}`, params })
  }
}

export async function firstBinding(surface: Surface, operation: Operation): Promise<Params | null> {
  for await (const params of bindings(surface, operation)) return params
  return null
}

export function pathOf({ path }: Pick<Operation, 'path'>, params: Params): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** The query as text, with its `?`; empty when there is none. */
export function queryOf({ query }: Operation, which: 'all' | 'required'): string {
  const fields = { ...sampleFields(asJson(query), which) }
  const known = Object.keys(fields).map((name) => [name, queryValues[name] ?? fields[name]] as const)
  const pairs = known.map(([name, value]) => `${name}=${encodeURIComponent(textOf(value))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A body that the operation takes: a maker's, or what a GET at the same path answers, or a sample. Undefined: it has none. */
export async function bodyOf(
  surface: Surface,
  operation: Operation,
  params: Params,
  which: 'all' | 'required',
): Promise<Fields | undefined> {
  if (operation.body === null) return undefined
  const made = await makeBody(surface, operationKey(operation), params)
  if (made) return made
  const schema = asJson(operation.body)
  const isReadToo = operation.method === 'PUT' && mountedKeys.has(`GET ${operation.path}`)
  if (which === 'all' && isReadToo) return fieldsOf(schema, await surface.call('GET', pathOf(operation, params)))
  return sampleFields(schema, which)
}

/** What was read, without what cannot be written back. */
function fieldsOf({ properties = {} }: JsonSchema, { body }: TestAnswer): Fields {
  return Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => Object.hasOwn(properties, name)))
}
