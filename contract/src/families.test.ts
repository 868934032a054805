import { expect, test } from 'vitest'
import { families, findFamily } from './families.ts'
import { familyOperations } from './family-operations.ts'
import { type Operation, operationKey } from './operation.ts'
import { operations } from './operations.ts'

const productOperations = Object.values<Operation>(operations).filter(
  ({ section }) => !['auth', 'me', 'service', 'services'].includes(section),
)

/** Operations below a product root that do not concern a service of a family. */
const others = [
  'POST /email/pro/{service}/account/{email}/terminate',
  'POST /ip/{ip}/terminate',
  'POST /ipLoadbalancing/{serviceName}/zone/{name}/terminate',
]

test('the table derives every product operation of the reference document, equal in all but names of bodies', () => {
  const derived = new Map(familyOperations.map((operation) => [operationKey(operation), facts(operation)]))
  const wanted = productOperations.filter((operation) => !others.includes(operationKey(operation)))
  expect(wanted.length).toBeGreaterThan(100)
  for (const operation of wanted) {
    expect(derived.get(operationKey(operation)), operationKey(operation)).toEqual(facts(operation))
  }
})

test('of a root that the reference document has, the table derives nothing else but its list', () => {
  const known = new Set(productOperations.map(operationKey))
  const roots = families.filter(({ template }) => known.has(`GET ${template}/serviceInfos`))
  expect(roots.length).toBe(
    productOperations.filter(({ method, path }) => method === 'GET' && path.endsWith('/serviceInfos')).length,
  )
  const invented = familyOperations.filter(
    (operation) => roots.includes(operation.family) && !known.has(operationKey(operation)),
  )
  expect(invented.map(({ kind }) => kind).every((kind) => kind === 'list')).toBe(true)
})

test('names and operations are unique, parents exist', () => {
  expect(new Set(families.map(({ name }) => name)).size).toBe(families.length)
  expect(new Set(familyOperations.map(operationKey)).size).toBe(familyOperations.length)
  for (const { parent } of families) expect(parent === null || findFamily(parent)).toBeTruthy()
})

test.each([
  ['hosting/web/cdn', ['serviceName'], null, 'hosting/web', null],
  [
    'hosting/web/localSeo/location',
    ['serviceName', 'id'],
    'id',
    'hosting/web',
    '/hosting/web/{serviceName}/localSeo/location',
  ],
  ['domain/zone/option', ['zoneName', 'name'], 'name', 'domain/zone', '/domain/zone/{zoneName}/option'],
  [
    'email/exchange/service',
    ['organizationName', 'exchangeService'],
    'exchangeService',
    null,
    '/email/exchange/{organizationName}/service',
  ],
  ['telephony', ['billingAccount'], 'billingAccount', null, '/telephony'],
])('%s', (name, parameters, nameParameter, parent, list) => {
  expect(findFamily(name)).toMatchObject({ name, parameters, nameParameter, parent, list })
})

test('ovh-api.md 2.3 counts 79 serviceInfos routes', () => {
  expect(families.length).toBe(79)
})

/** All that is said of an operation, without titles and without the order of fields. */
function facts({ method, path, status, iamAction, pathParameters, query, body, response }: Operation): unknown {
  return JSON.parse(
    JSON.stringify({ method, path, status, iamAction, pathParameters, query, body, response }, (key, value) =>
      key === 'title' ? undefined : key === 'required' && Array.isArray(value) ? [...value].sort() : value,
    ),
  )
}
