import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { beforeAllBrowsing, describeInBrowser } from './browsing.suite.ts'
import type { Sandbox } from './sandbox.ts'
import { signedCall } from './signed-call.ts'

let sandbox: Sandbox
let origin: string
let browser: Browser
let data: string

beforeAllBrowsing((scene) => {
  ;({ sandbox, browser, data } = scene)
  origin = new URL(sandbox.endpoint).origin
})

interface Explorer {
  readonly page: Page
  /** Gives the keys of the sandbox, and waits until the page knows who calls. */
  giveKeys(): Promise<void>
  /** Filters, opens an operation, fills its fields, sends it; answers with status and body. */
  send(key: string, fields: Record<string, string>, body?: string): Promise<{ status: string; text: string }>
  /** Fails when a request left the origin, or when the browser complained of the page. */
  close(): Promise<void>
}

async function openExplorer(at = origin): Promise<Explorer> {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const requests: string[] = []
  const complaints: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource.* (4\d\d) /.test(message.text()))
      complaints.push(message.text())
  })
  await page.goto(`${at}/console/api`)
  await page.waitForSelector('.opblock-tag')
  return {
    page,
    async giveKeys() {
      await page.setInputFiles('#key-file', join(data, 'sandbox.json'))
      await page.waitForSelector('#who[data-kind=known]')
    },
    send: (key, fields, body) => sendOperation(page, key, fields, body),
    async close() {
      expect(requests.length).toBeGreaterThan(10)
      expect(requests.filter((url) => !url.startsWith(`${at}/`) && !url.startsWith('data:'))).toEqual([])
      expect(complaints).toEqual([])
      await context.close()
    },
  }
}

async function sendOperation(page: Page, key: string, fields: Record<string, string>, body?: string) {
  const [method = '', path = ''] = key.split(' ')
  await page.fill('.operation-filter-input', path)
  await page.locator(`[data-path]:not([data-path*="${path}"])`).first().waitFor({ state: 'detached' })
  const operation = page.locator(`.opblock-${method.toLowerCase()}:has([data-path="${path}"])`)
  await operation.locator('.opblock-summary-control').click()
  for (const [name, value] of Object.entries(fields)) {
    const row = operation.locator(`tr[data-param-name="${name}"]`)
    const list = row.locator('select')
    if ((await list.count()) > 0) await list.selectOption(value)
    else await row.locator('input').fill(value)
  }
  if (body !== undefined) await operation.locator('.body-param__text').fill(body)
  await operation.locator('button.execute').click()
  const answer = operation.locator('.live-responses-table .response')
  await answer.locator('.microlight').first().waitFor()
  const status = (await answer.locator('.response-col_status').innerText()).trim()
  const text = await answer.locator('.microlight').first().innerText()
  await operation.locator('.opblock-summary-control').click()
  return { status: status.slice(0, 3), text }
}

describeInBrowser('the API explorer in a browser', () => {
  test('the guide: look up the renewals of a domain, then try to renew it with its hosting', async () => {
    const explorer = await openExplorer()
    await explorer.giveKeys()
    expect(await explorer.page.textContent('#who')).toContain('ab12345-ovh')
    const renewals = await explorer.send('GET /service/{serviceId}/renew', { serviceId: '12345' })
    expect(renewals.status).toBe('200')
    const strategies = JSON.parse(renewals.text).flatMap((each: { strategies: unknown[] }) => each.strategies)
    expect(strategies[0]).toMatchObject({ price: { value: 1.99 }, services: [12345] })
    const body = JSON.stringify({ dryRun: true, duration: 'P1Y', services: [67890, 12345] })
    const order = await explorer.send('POST /service/{serviceId}/renew', { serviceId: '12345' }, body)
    expect([order.status, JSON.parse(order.text)]).toMatchObject(['200', { priceWithoutTax: { value: 37.87 } }])
    await explorer.close()
  })

  test('changes, booleans, dotted parameters, texts beyond ASCII, and headers are signed and sent', async () => {
    const explorer = await openExplorer()
    await explorer.giveKeys()
    const withOptions = { serviceId: '67890', includeOptions: 'true' }
    const strategies = await explorer.send('GET /service/{serviceId}/renew', withOptions)
    expect([strategies.status, strategies.text]).toEqual(['200', expect.stringContaining('67891')])
    const dates = { 'date.from': '2020-01-01T00:00:00+01:00', 'date.to': '2020-02-01T00:00:00+01:00' }
    expect(await explorer.send('GET /me/order', dates)).toEqual({ status: '200', text: '[]' })
    const batch = await explorer.send('GET /service/{serviceId}', {
      serviceId: '12345,67890',
      'X-Ovh-Batch': ',',
    })
    expect(JSON.parse(batch.text).map((row: { key: string }) => row.key)).toEqual(['12345', '67890'])
    const renamed = JSON.stringify({ displayName: 'Mój serwer' })
    expect((await explorer.send('PUT /services/{serviceId}', { serviceId: '112233' }, renamed)).status).toBe('200')
    expect((await explorer.send('GET /services/{serviceId}', { serviceId: '112233' })).text).toContain('Mój serwer')
    const name = JSON.stringify({ description: 'é', name: 'explorer', flow: 'CLIENT_CREDENTIALS', callbackUrls: [] })
    const client = JSON.parse((await explorer.send('POST /me/api/oauth2/client', {}, name)).text)
    const one = { clientId: client.clientId }
    expect((await explorer.send('GET /me/api/oauth2/client/{clientId}', one)).text).toContain('"description": "é"')
    await explorer.close()
  }, 90_000)

  test('a wrong secret is refused by the server, in its words', async () => {
    const explorer = await openExplorer()
    const { page } = explorer
    await page.fill('#application-key', sandbox.applicationKey)
    await page.fill('#application-secret', 'not the secret')
    await page.fill('#consumer-key', sandbox.consumerKey)
    await page.click('#keys-form button')
    await page.waitForSelector('#who[data-kind=refused]')
    expect(await page.textContent('#who')).toMatch(/^Invalid signature/)
    const answer = await explorer.send('GET /service/{serviceId}/renew', { serviceId: '12345' })
    expect([answer.status, answer.text]).toEqual(['400', expect.stringContaining('Invalid signature')])
    await explorer.close()
  })

  test('keys survive a reload in this tab alone, until they are forgotten; those of another server are not used', async () => {
    const explorer = await openExplorer()
    const { page } = explorer
    await page.fill('#key-text', JSON.stringify({ ...sandbox, endpoint: 'https://eu.api.ovh.com/1.0' }))
    await page.click('#file-form button')
    await page.waitForSelector('#keys-error:not([hidden])')
    expect(await page.textContent('#keys-error')).toContain('These keys are for https://eu.api.ovh.com/1.0')
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await explorer.giveKeys()
    await page.reload()
    await page.waitForSelector('#who[data-kind=known]')
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(sandbox.adminToken)
    expect(await page.evaluate('localStorage.length + document.cookie.length')).toBe(0)
    const other = await page.context().newPage()
    await other.goto(`${origin}/console/api`)
    await other.waitForSelector('#who[data-kind=nobody]')
    await page.click('#forget')
    await page.waitForSelector('#who[data-kind=nobody]')
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    expect((await explorer.send('GET /service', {})).status).toBe('401')
    await explorer.close()
  })

  test('an OAuth2 client gets a token, and calls with it', async () => {
    const wanted = { name: 'explorer', description: 'a test', flow: 'CLIENT_CREDENTIALS', callbackUrls: [] }
    const { body: client } = await signedCall(sandbox, 'POST', '/me/api/oauth2/client', wanted)
    const explorer = await openExplorer()
    await explorer.page.fill('#client-id', client.clientId)
    await explorer.page.fill('#client-secret', client.clientSecret)
    await explorer.page.click('#client-form button')
    await explorer.page.waitForSelector('#who[data-kind=known]')
    expect(await explorer.page.textContent('#who')).toBe('ab12345-ovh, by bearer token')
    expect((await explorer.send('GET /service', {})).status).toBe('200')
    await explorer.close()
  })

  test('opened under another name of the server, it signs what the server knows', async () => {
    const explorer = await openExplorer(origin.replace('127.0.0.1', 'localhost'))
    await explorer.giveKeys()
    expect((await explorer.send('GET /service', {})).status).toBe('200')
    await explorer.close()
  })

  test('a link leads to an operation, and a deprecated one is marked', async () => {
    const explorer = await openExplorer()
    const { page } = explorer
    await page.goto(`${origin}/console/api#/me/getMePaymentMeanPaypal`)
    await page.reload()
    const operation = page.locator('#operations-me-getMePaymentMeanPaypal')
    await operation.locator('.opblock-description').waitFor()
    expect(await operation.getAttribute('class')).toContain('opblock-deprecated')
    expect(await operation.locator('.opblock-description').innerText()).toContain('/me/payment/method')
    expect(await page.locator('#operations-service-getService').count()).toBe(0)
    await explorer.close()
  })
})
