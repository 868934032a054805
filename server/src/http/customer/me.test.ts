import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testServices } from '../../../test/services.ts'
import type { AccountData } from '../../actions/accounts/create-account.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

async function customer(data: Partial<AccountData> = {}) {
  const account = await testAccount(server.parts, data)
  const call = await server.client(account)
  return { account, call, put: (body: unknown) => call('PUT', '/me', { body }) }
}

test('what a customer says of himself is kept, field by field, and told to him', async () => {
  const { call, put } = await customer()
  const said = {
    ...{ firstname: 'Marie', organisation: 'Atelier SARL', legalform: 'corporation', city: 'Lille', area: 'Nord' },
    ...{ birthDay: '1980-02-29', birthCity: 'Lille', sex: 'female', phoneType: 'mobile', phoneCountry: 'BE' },
    ...{ companyNationalIdentificationNumber: '303265045', italianSDI: 'ABC1234', spareEmail: 'marie@example.org' },
    ...{ corporationType: 'SARL', complementaryAddress: 'Bât. B', fax: '+33.1', purposeOfPurchase: 'archive' },
  }
  expect((await put(said)).body).toBeNull()
  const { body } = await call('GET', '/me')
  expect(body).toMatchObject({ ...said, name: 'Dupont', email: 'maria@example.com' })
  await put({ area: null, city: '  ' })
  expect((await call('GET', '/me')).body).toMatchObject({ ...said, area: null, city: null, state: 'incomplete' })
})

test('what was read is taken back as it is: read-only fields are no change', async () => {
  const { call, put } = await customer()
  const { body: me } = await call('GET', '/me')
  expect((await put({ ...me, email: 'other@example.com', nichandle: 'xx1-ovh', state: 'incomplete' })).status).toBe(200)
  const { body: again } = await call('GET', '/me')
  expect(again).toEqual({ ...me, phoneCountry: 'FR' })
})

test.each([
  ['name', { name: null }],
  ['firstname', { firstname: ' ' }],
  ['language', { language: null }],
  ['country', { country: 'UNKNOWN' }],
  ['country', { country: 'XX' }],
  ['birthDay', { birthDay: '1980-02-30' }],
  ['spareEmail', { spareEmail: 'nobody' }],
  ['zip', { zip: '1'.repeat(21) }],
  ['vat', { vat: 'FR41303265045' }],
  ['vat', { country: 'DE', vat: 'FR40303265045' }],
])('%s is refused by name, and nothing is stored: %j', async (field, body) => {
  const { call, put } = await customer()
  const refused = await put({ city: 'Elsewhere', ...body })
  expect([refused.status, refused.body.errorCode]).toEqual([400, 'INVALID_PARAMETER'])
  expect(refused.body.message).toContain(field)
  expect((await call('GET', '/me')).body.city).toBe('Roubaix')
})

test('a VAT number that an operator let pass stays, until its holder touches it', async () => {
  const { put } = await customer({ vat: 'FR00', legalform: 'corporation' })
  expect((await put({ language: 'en_GB' })).status).toBe(200)
  expect((await put({ country: 'DE' })).status).toBe(400)
  expect((await put({ vat: null, country: 'DE' })).status).toBe(200)
  expect((await put({ country: 'CH', vat: 'CHE-116.281.710' })).status).toBe(200)
})

test('B4 tax follows country, legal form and VAT number', async () => {
  const { account, call, put } = await customer()
  await testServices(server.parts, account.id, [{ id: 51, plan: 'domain-ovh', family: 'domain', name: 'tax.ovh' }])
  const renewal = { duration: 'P1Y', services: [51], dryRun: true }
  const tax = async () => (await call('POST', '/service/51/renew', { body: renewal })).body.tax.value
  expect(await tax()).toBe(0.4)
  await put({ country: 'PL' })
  expect(await tax()).toBe(0.46)
  await put({ vat: 'PL 856-73-46-215' })
  expect(await tax()).toBe(0.46)
  await put({ legalform: 'corporation' })
  expect(await tax()).toBe(0)
  await put({ country: 'CH', vat: null })
  expect(await tax()).toBe(0)
})

test('the language is that of the next mail and of the pages', async () => {
  const { account, call, put } = await customer()
  await testServices(server.parts, account.id, [
    { id: 61, plan: 'domain-ovh', family: 'domain', name: 'words.ovh', expires: '2126-01-15' },
  ])
  const nextMail = async (deleteAtExpiration: boolean) => {
    const renew = { manualPayment: true, automatic: false, deleteAtExpiration, forced: false, period: null }
    const changed = await call('PUT', '/domain/words.ovh/serviceInfos', { body: { renew } })
    expect(changed.status).toBe(200)
    const ids = (await call('GET', '/me/notification/email/history')).body
    return (await call('GET', `/me/notification/email/history/${ids.at(-1)}`)).body.body
  }
  const renewal = { duration: 'P1Y', services: [61], dryRun: false }
  const { pathname, search } = new URL((await call('POST', '/service/61/renew', { body: renewal })).body.url)
  const page = async () => (await server.app.inject(pathname + search)).body
  expect(await nextMail(true)).toContain('Bonjour')
  expect(await page()).toContain('<html lang="fr"')
  await put({ language: 'pl_PL' })
  expect(await page()).toContain('<html lang="pl"')
  expect(await nextMail(false)).not.toContain('Bonjour')
  await put({ language: 'en_GB' })
  expect(await nextMail(true)).toMatch(/Hello|Dear/)
})
