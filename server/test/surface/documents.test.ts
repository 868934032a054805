import { asJson } from '@odnowa/contract/json-schema.ts'
import type { SectionDocument } from '@odnowa/contract/native-schema.ts'
import { type Operation, operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mounted, openSurface, type Surface } from './surface.ts'

let surface: Surface
beforeAll(async () => {
  surface = await openSurface()
})
afterAll(() => surface?.server.close())

const sections = [...Map.groupBy(mounted, ({ section }) => section)]

/** As node-ovh reads it, which warns of what is not stable (ovh-api.md 1.1). */
describe.each(sections)('the document of /%s', (section, operations) => {
  const keyed = (document: SectionDocument) =>
    document.apis.flatMap(({ path, operations: listed }) =>
      listed.map((one) => [`${one.httpMethod} ${path}`, one] as const),
    )

  test('names every operation that is served, and says which are deprecated and which are open', async () => {
    const { status, body } = await surface.call('GET', `/${section}.json`, { unsigned: true })
    expect([status, body.resourcePath]).toEqual([200, `/${section}`])
    const listed = new Map<string, object>(keyed(body))
    expect([...listed.keys()].sort()).toEqual(operations.map(operationKey).sort())
    for (const operation of operations) {
      expect(listed.get(operationKey(operation))).toMatchObject({
        apiStatus: { value: operation.status.toUpperCase() },
        noAuthentication: operation.noAuthentication,
      })
    }
  })

  test('has every model that its operations answer with', async () => {
    const { body } = await surface.call('GET', `/${section}.json`, { unsigned: true })
    for (const title of operations.flatMap(titleOf)) expect(Object.keys(body.models)).toContain(title)
  })
})

function titleOf({ response }: Operation): readonly string[] {
  const { title } = asJson(response)
  return title === undefined ? [] : [title]
}

test('the document at the root names every section', async () => {
  const { body } = await surface.call('GET', '/1.0/', { unsigned: true })
  const paths = body.apis.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(sections.map(([section]) => `/${section}`).sort())
})

test('OpenAPI names every operation', async () => {
  const { body } = await surface.call('GET', '/openapi.json', { unsigned: true })
  const paths = Object.entries<object>(body.paths)
  const listed = paths.flatMap(([path, methods]) => Object.keys(methods).map((name) => `${name.toUpperCase()} ${path}`))
  expect(listed.sort()).toEqual(mounted.map(operationKey).sort())
})
