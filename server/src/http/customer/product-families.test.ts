import { families } from '@odnowa/contract/families.ts'
import { familyOperations } from '@odnowa/contract/family-operations.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import { productOperations } from './product-families.ts'

let server: TestServer
let account: Account
let call: Call
let stranger: Call

/** One service of each family; a nested one stands under the service of its parent's family. */
const ids = new Map(families.map((family, index) => [family.name, 1000 + index]))
const nameOf = (family: (typeof families)[number]) =>
  family.nameType === 'integer' ? String(ids.get(family.name)) : `${family.name.replaceAll('/', '-')}-é.example`

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
  stranger = await server.client(await testAccount(server.parts))
  await testPlans(
    server.parts,
    families.map(({ name }) => ({ code: name, family: name, prices: { P1M: '1.00', P1Y: '10.00' } })),
  )
  const services = families.map((family) => ({
    id: ids.get(family.name) ?? 0,
    plan: family.name,
    family: family.name,
    name: nameOf(family),
    // far enough that no end is near
    expires: '2126-01-15',
    ...(family.parent === null ? {} : { parent: ids.get(family.parent) ?? 0 }),
  }))
  const roots = services.filter((service) => !('parent' in service))
  await testServices(server.parts, account.id, roots)
  await testServices(
    server.parts,
    account.id,
    services.filter((service) => 'parent' in service),
  )
})
afterAll(() => server.close())

function pathOf(family: (typeof families)[number], template: string, own = nameOf(family)): string {
  const parent = families.find(({ name }) => name === family.parent)
  return family.parameters.reduce((path, parameter) => {
    const value = parent && parameter !== family.nameParameter ? nameOf(parent) : own
    return path.replace(`{${parameter}}`, encodeURIComponent(value))
  }, template)
}

describe.each(families.map((family) => [family.template, family] as const))('%s', (_template, family) => {
  test('lists, shows and describes its service, to nobody else', async () => {
    const id = ids.get(family.name)
    const infos = await call('GET', pathOf(family, `${family.template}/serviceInfos`))
    expect(infos.body).toMatchObject({ serviceId: id, domain: nameOf(family), contactAdmin: account.nichandle })
    expect('renew' in infos.body).toBe(family.expires)
    expect((await call('GET', `/services/${id}`)).body.route.url).toBe(pathOf(family, family.template))
    expect((await stranger('GET', pathOf(family, `${family.template}/serviceInfos`))).status).toBe(404)
    if (family.list) {
      const name = family.nameType === 'integer' ? Number(nameOf(family)) : nameOf(family)
      expect((await call('GET', pathOf(family, family.list))).body).toEqual([name])
      const none = await stranger('GET', pathOf(family, family.list))
      expect(none.status === 404 || none.body.length === 0).toBe(true)
      expect(none.status === 404).toBe(family.list.includes('{'))
    }
    if (family.own) {
      expect((await call('GET', pathOf(family, family.own.path))).status).toBe(200)
      expect((await stranger('GET', pathOf(family, family.own.path))).status).toBe(404)
    }
  })

  test('writes the renewal of its service where it has one', async () => {
    const path = pathOf(family, `${family.template}/serviceInfos`)
    const write = (body: object, as = call) =>
      family.write === 'update' ? as('POST', `${path}Update`, { body }) : as('PUT', path, { body })
    const put = await write({ renew: { period: 1, deleteAtExpiration: true } })
    if (family.write === 'none') {
      expect([put.status, put.body.errorCode]).toEqual([404, 'ROUTE_NOT_FOUND'])
      return
    }
    expect([put.status, put.body]).toEqual([200, null])
    const { renew } = (await call('GET', path)).body
    expect(renew).toMatchObject({ period: 1, deleteAtExpiration: true, manualPayment: true })
    if (family.write === 'put') {
      const whole = (await call('GET', path)).body
      whole.renew.deleteAtExpiration = false
      expect((await write({ ...whole, domain: 'ignored' })).status).toBe(200)
      expect((await call('GET', path)).body).toEqual(whole)
    } else {
      expect((await write({ renew: { deleteAtExpiration: false } })).status).toBe(200)
    }
    expect((await write({ renew: { period: 1 } }, stranger)).status).toBe(404)
  })
})

describe('a product', () => {
  test('is served with every operation of every family', () => {
    const keys = (all: readonly { readonly method: string; readonly path: string }[]) =>
      all.map(({ method, path }) => `${method} ${path}`)
    expect(keys(productOperations.map(({ contract }) => contract))).toEqual(keys(familyOperations))
  })

  test('is found under its own parent only', async () => {
    const [zone] = (await call('GET', '/domain/zone')).body
    const [option] = (await call('GET', `/domain/zone/${encodeURIComponent(zone)}/option`)).body
    expect((await call('GET', `/domain/zone/other/option/${encodeURIComponent(option)}/serviceInfos`)).status).toBe(404)
    expect((await call('GET', '/domain/zone/other/option')).status).toBe(404)
    const [name] = (
      await call('GET', `/email/exchange/${encodeURIComponent('email-exchange-service-é.example')}/service`)
    ).body
    expect((await call('GET', `/email/exchange/other/service/${encodeURIComponent(name)}/serviceInfos`)).status).toBe(
      404,
    )
    expect((await call('GET', '/email/exchange/other/service')).status).toBe(404)
  })

  test('is answered in batches and as objects of its list', async () => {
    const [name] = (await call('GET', '/vps')).body
    const batch = await call('GET', `/vps/${encodeURIComponent(`${name},other`)}/serviceInfos`, {
      headers: { 'X-Ovh-Batch': ',' },
    })
    expect(batch.body).toMatchObject([
      { key: name, value: { domain: name }, error: null },
      { key: 'other', value: null, error: { errorCode: 'NOT_FOUND' } },
    ])
    const headers = { 'X-Pagination-Mode': 'CachedObjectList-Pages' }
    const objects = await call('GET', '/vps', { headers })
    expect(objects.body).toMatchObject([{ name }])
  })

  test('is listed by tags that no service has, and by its owner', async () => {
    const names = async (search: string) => (await call('GET', `/domain?${search}`)).body.length
    const tags = (filter: object) => `iamTags=${encodeURIComponent(JSON.stringify(filter))}`
    expect(await names(tags({ a: [{ operator: 'EQ', value: 'b' }] }))).toBe(0)
    expect(await names(tags({ a: [{ value: 'b' }] }))).toBe(0)
    expect(await names(tags({ a: [{ operator: 'NEXISTS' }, { operator: 'NEQ', value: 'b' }] }))).toBe(1)
    expect(await names(`whoisOwner=${account.nichandle}`)).toBe(1)
    expect(await names('whoisOwner=xy1-ovh')).toBe(0)
  })
})
