import { expect, test } from 'vitest'
import { type Parameter, readReference, type Schema } from '../../scripts/contract/reference.ts'
import { familyOperations } from './family-operations.ts'
import { openapiDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { rootDocument, sectionDocument } from './schema-document.ts'

const reference = readReference()
const all = Object.values<Operation>(operations)
const written = openapiDocument({
  operations: all,
  publicUrl: 'https://api.example.com/',
}) as unknown as typeof reference & {
  servers: unknown
}

const pageHeaders = ['Mode', 'Size', 'Number', 'Sort', 'SortOrder', 'Filter'].map((name) => `pagination${name}`)

test('the models that are served are those of the reference document, but for what their form requires', () => {
  for (const [name, schema] of Object.entries(reference.components.schemas)) {
    if (schema.format) continue // ipBlock, ipv4, ipv6: written in place
    const component = name.replace('<string>', '.string')
    const forms = [written.components.schemas[component], written.components.schemas[`${component}.Input`]]
    const present = forms.filter((form) => form !== undefined)
    expect(present.length, name).toBeGreaterThan(0)
    for (const form of present) expect(facts(form), name).toEqual(facts(schema))
  }
})

test('answers require every field, bodies what the reference document requires', () => {
  const { schemas } = written.components
  expect(schemas['services.Service']?.required).toHaveLength(13)
  for (const [name, schema] of Object.entries(schemas).filter(([title]) => title.endsWith('.Input'))) {
    const wanted = reference.components.schemas[name.slice(0, -'.Input'.length)]?.required ?? []
    expect([...(schema.required ?? [])].sort(), name).toEqual([...wanted].sort())
  }
})

test('every operation of the reference document is served as it stands there', () => {
  for (const [path, methods] of Object.entries(reference.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const served = written.paths[path]?.[method]
      const parameters = (operation.parameters ?? []).map((parameter) => ({ required: false, ...parameter }))
      const named = served?.parameters?.filter((parameter) => 'name' in parameter)
      expect(sorted(named), `${method} ${path}`).toEqual(sorted(parameters))
      expect(facts(served?.requestBody), `${method} ${path}`).toEqual(facts(operation.requestBody))
      expect(facts(served?.responses['200']?.content), `${method} ${path}`).toEqual(
        facts(operation.responses['200']?.content),
      )
    }
  }
})

test.each([
  ['get', '/service/{serviceId}', ['batch']],
  ['get', '/service/{serviceId}/renew', ['batch', ...pageHeaders]],
  ['post', '/service/{serviceId}/renew', ['idempotencyKey']],
  ['put', '/service/{serviceId}', []],
  ['get', '/me', []],
  ['post', '/auth/credential', []],
  ['get', '/me/order', pageHeaders],
  ['get', '/me/order/{orderId}/details', ['batch', ...pageHeaders]],
])('%s %s names the headers that mean something for it', (method, path, expected) => {
  const parameters = (written.paths[path]?.[method]?.parameters ?? []) as readonly { readonly $ref?: string }[]
  const named = parameters.flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref.split('/').at(-1)]))
  expect(named).toEqual(expected)
  const components = written.components as unknown as { readonly parameters: Readonly<Record<string, Parameter>> }
  for (const name of named) expect(components.parameters[name ?? '']).toMatchObject({ in: 'header', required: false })
})

test('a deprecated operation says in words what replaces it', () => {
  expect(written.paths['/me/paymentMean/paypal']?.get).toMatchObject({
    deprecated: true,
    description: 'Deprecated since 2023-03-07, to be deleted on 2023-09-07. Call `/me/payment/method` instead.',
  })
})

test('OpenAPI names the origin that clients reach and gives every operation its own id', () => {
  expect(written.servers).toEqual([{ url: 'https://api.example.com/1.0' }, { url: 'https://api.example.com/v1' }])
  const both = openapiDocument({
    operations: [...all, ...familyOperations],
    publicUrl: 'https://a',
  }) as unknown as typeof written
  const ids = Object.values(both.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => (operation as unknown as { operationId: string }).operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('OVH names its own types: /1.0/service.json', () => {
  const document = sectionDocument('service', all, 'https://a/1.0')
  const renew = document?.apis.find(({ path }) => path === '/service/{serviceId}/renew')
  expect(document).toMatchObject({ apiVersion: '1.0', basePath: 'https://a/1.0', resourcePath: '/service' })
  expect(renew?.operations.map(({ httpMethod, apiStatus }) => [httpMethod, apiStatus.value])).toEqual([
    ['GET', 'BETA'],
    ['POST', 'BETA'],
  ])
  expect(
    renew?.operations[1]?.parameters.map(({ name, fullType, required, paramType }) => [
      name,
      fullType,
      required,
      paramType,
    ]),
  ).toEqual([
    ['serviceId', 'string', true, 'path'],
    ['dryRun', 'boolean', false, 'body'],
    ['duration', 'duration', true, 'body'],
    ['services', 'long[]', true, 'body'],
  ])
  expect(renew?.operations[0]?.responseType).toBe('service.renew.RenewDescription[]')
  expect(document?.models['serviceList.Service']?.properties?.expirationDate).toMatchObject({
    fullType: 'date',
    canBeNull: true,
    readOnly: true,
    required: false,
  })
  expect(document?.models['service.BillingStateEnum']).toMatchObject({ enumType: 'string', namespace: 'service' })
  expect(Object.keys(document?.models ?? {}).filter((name) => name.endsWith('Input'))).toEqual([])
})

test('a whole body is a parameter without a name, a deprecated operation says what replaces it', () => {
  const document = sectionDocument('me', all, 'https://a/1.0')
  const find = (path: string, method: string) =>
    document?.apis.find((api) => api.path === path)?.operations.find(({ httpMethod }) => httpMethod === method)
  expect(find('/me', 'PUT')?.parameters).toMatchObject([
    { name: null, fullType: 'nichandle.Nichandle', paramType: 'body', required: true },
  ])
  expect(find('/me', 'PUT')?.responseType).toBe('void')
  expect(find('/me/paymentMean/paypal', 'GET')?.apiStatus).toMatchObject({
    value: 'DEPRECATED',
    deprecatedDate: '2023-03-07T00:00:00Z',
    replacement: expect.stringContaining('/me/payment'),
  })
})

test('a longer root has a document too, an unknown one none', () => {
  const document = sectionDocument('dedicated/server', all, 'https://a/1.0')
  expect(document?.apis.every(({ path }) => path.startsWith('/dedicated/server'))).toBe(true)
  expect(sectionDocument('nothing', all, 'https://a/1.0')).toBeNull()
  expect(rootDocument(all, 'https://a/1.0')).toMatchObject({
    apis: expect.arrayContaining([expect.objectContaining({ path: '/service' })]),
  })
})

function sorted(parameters: readonly Parameter[] = []): unknown {
  return facts([...parameters].sort((left, right) => (left.name < right.name ? -1 : 1)))
}

/** Types and fields, in one notation: without examples, forms, and what is required of whom. */
function facts(value: unknown): unknown {
  if (value === undefined) return undefined
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key === 'required' && Array.isArray(inner)) return undefined
    if (key === 'example' || (key === 'additionalProperties' && inner === false)) return undefined
    return plainReference(inner)
  })
}

/** Address types are written in place; a reference alone and within `allOf` are the same; parameters of a path are plain. */
function plainReference(inner: unknown): unknown {
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
  if ('in' in inner && inner.in === 'path') return { ...inner, schema: undefined }
  const { allOf, $ref, ...others } = inner as Schema
  if (allOf) return { ...allOf[0], ...others }
  if ($ref === undefined) return inner
  const target = $ref.replace(/\.Input$/, '').replace('<string>', '.string')
  const text = reference.components.schemas[target.slice('#/components/schemas/'.length)]
  return text?.format ? { type: 'string', format: text.format } : { $ref: target }
}
