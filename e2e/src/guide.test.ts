import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from './certificate.ts'
import { makeFolder } from './folder.ts'
import { runStory } from './run-story.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

const folder = makeFolder('odnowa guide ')
const keysFile = join(folder, 'data', 'sandbox.json')
let certificateFile: string
let sandbox: Sandbox

beforeAll(async () => {
  const certificate = await makeCertificate(folder)
  certificateFile = certificate.certificateFile
  sandbox = await startSandbox({
    data: join(folder, 'data'),
    flags: ['--tls-cert', certificate.certificateFile, '--tls-key', certificate.keyFile],
  })
}, 90_000)

afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Price {
  readonly value: number
  readonly text: string
  readonly currencyCode: string
}

const clients = [
  ['the official client', 'official'],
  ['our SDK', 'sdk'],
] as const

describe.each(clients)('the guide, on %s over TLS', (_name, client) => {
  test('the strategies, the dry run and the order have the figures of the guide', async () => {
    const told = await runStory<{
      all: number[]
      descriptions: {
        renewPeriod: string
        strategies: {
          services: number[]
          price: Price
          servicesDetails: { serviceType: string; serviceId: number }[]
        }[]
      }[]
      dryRun: Record<string, unknown>
      ordersAfterDryRun: number[]
      order: {
        orderId: number
        date: string
        expirationDate: string
        retractionDate: null
        priceWithoutTax: Price
        tax: Price
        priceWithTax: Price
      }
      details: number[]
    }>('renew-domain-with-hosting', client, keysFile, certificateFile)
    expect(told.all).toContain(12345)
    const year = told.descriptions.find(({ renewPeriod }) => renewPeriod === 'P1Y')
    expect(year?.strategies.map(({ services, price }) => [services, price.value])).toEqual([
      [[12345], 1.99],
      [[67890, 12345], 37.87],
    ])
    expect(year?.strategies[1]?.servicesDetails).toMatchObject([
      { serviceType: 'Hosting Perso 2014', serviceId: 67890 },
      { serviceType: 'Domain .ovh', serviceId: 12345 },
    ])
    expect(told.dryRun).toMatchObject({ orderId: 0, password: '', url: '', pdfUrl: '', priceWithTax: { value: 45.44 } })
    expect(told.ordersAfterDryRun).not.toContain(0)
    expect(told.order).toMatchObject({
      priceWithoutTax: { value: 37.87, text: '37.87 €', currencyCode: 'EUR' },
      tax: { value: 7.57, text: '7.57 €', currencyCode: 'EUR' },
      priceWithTax: { value: 45.44, text: '45.44 €', currencyCode: 'EUR' },
      retractionDate: null,
    })
    const hours = Temporal.Instant.from(told.order.date)
      .until(Temporal.Instant.from(told.order.expirationDate))
      .total('hours')
    expect(hours).toBe(24)
    expect(told.order.date).toMatch(/[+-]\d\d:\d\d$/)
    expect(told.details).toHaveLength(2)
  })

  test('the VPS is renewed for three months and paid with PayPal', async () => {
    const told = await runStory<{
      before: { expiration: string }
      status: string
      after: { expiration: string }
      bill: { billId: string; category: string; priceWithoutTax: Price }
      strategy: { price: Price }
    }>('renew-vps', client, keysFile, certificateFile)
    const monthOf = (date: string) => Temporal.PlainDate.from(date).toPlainYearMonth()
    expect(monthOf(told.after.expiration).toString()).toBe(
      monthOf(told.before.expiration).add({ months: 3 }).toString(),
    )
    expect(told.status).toBe('delivered')
    expect(told.strategy.price.text).toBe('10.50 €')
    expect(told.bill).toMatchObject({ category: 'earlyrenewal', priceWithoutTax: { value: 10.5 } })
  })

  test('a walk through the products lists what expires soon, expired services too', async () => {
    interface Soon {
      readonly product: string
      readonly domain: string
      readonly status: string
    }
    const told = await runStory<{ me: { nichandle: string }; soon: Soon[] }>(
      ...(['services-that-expire-soon', client, keysFile, certificateFile] as const),
    )
    expect(told.me.nichandle).toBe(sandbox.account)
    const statusOf = new Map(told.soon.map(({ product, domain, status }) => [`${product}/${domain}`, status]))
    expect(statusOf.get('/vps/vps220001.ovh.net')).toBe('ok')
    expect(statusOf.get('/vps/vps220002.ovh.net')).toBe('expired')
    expect(statusOf.get('/vps/vps220003.ovh.net')).toMatch(/^(unPaid|pendingDebt)$/)
    expect(statusOf.has('/hosting/web/example.ovh')).toBe(false)
  })

  test('a service account renews over OAuth2 as well', async () => {
    const made = await runStory<{ clientId: string; clientSecret: string }>(
      'create-service-account',
      client,
      keysFile,
      certificateFile,
    )
    const oauthFile = join(folder, `${client}.json`)
    writeFileSync(oauthFile, JSON.stringify({ endpoint: sandbox.endpoint, ...made }))
    const told = await runStory<{ status: string }>('renew-vps', client, oauthFile, certificateFile)
    expect(told.status).toBe('delivered')
  })
})
