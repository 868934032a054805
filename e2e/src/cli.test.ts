import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from './folder.ts'
import { runCli } from './run-cli.ts'
import { root, type Sandbox, startSandbox } from './sandbox.ts'
import { signedCall } from './signed-call.ts'

const folder = makeFolder('odnowa cli ')
const elsewhere = join(folder, 'elsewhere')
let sandbox: Sandbox
/** Beside the sandbox nothing is set up; elsewhere a service account comes by its variables. */
let ways: Readonly<Record<string, (words: readonly string[]) => ReturnType<typeof runCli>>>

beforeAll(async () => {
  mkdirSync(elsewhere)
  sandbox = await startSandbox({ data: join(folder, 'data') })
  const account = { callbackUrls: [], flow: 'CLIENT_CREDENTIALS', name: 'cli', description: 'renews what is due' }
  const { body } = await signedCall(sandbox, 'POST', '/me/api/oauth2/client', account)
  const variables = {
    ...{ OVH_ENDPOINT: sandbox.endpoint, OVH_CLIENT_ID: body.clientId, OVH_CLIENT_SECRET: body.clientSecret },
  }
  ways = {
    keys: (words) => runCli(folder, words),
    OAuth2: (words) => runCli(elsewhere, words, variables),
  }
}, 90_000)

afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const monthOf = (datetime: string) => Temporal.PlainDate.from(datetime.slice(0, 10)).toPlainYearMonth()

// the figures are those of guide.test.ts, where the official client tells the same stories
describe.each(['keys', 'OAuth2'])('the guide, on our own CLI with %s', (way) => {
  const call = async <Answer>(...words: string[]): Promise<Answer> => {
    const { code, out, error } = (await ways[way]?.(words)) ?? { code: null, out: '', error: 'no such way' }
    expect({ words, code, error: code === 0 ? '' : error }).toEqual({ words, code: 0, error: '' })
    return JSON.parse(out) as Answer
  }

  test('the strategies, the dry run and the order have the figures of the guide', async () => {
    const descriptions = await call<
      { renewPeriod: string; strategies: { services: number[]; price: { value: number } }[] }[]
    >(...['strategies', 'domain/example.ovh', '--json'])
    const year = descriptions.find(({ renewPeriod }) => renewPeriod === 'P1Y')
    expect(year?.strategies.map(({ services, price }) => [services, price.value])).toEqual([
      [[12345], 1.99],
      [[67890, 12345], 37.87],
    ])
    const both = ['renew', '12345', '--with', '67890', '--period', 'P1Y', '--json']
    const [dryRun] = await call<Record<string, unknown>[]>(...both, '--dry-run')
    expect(dryRun).toMatchObject({ status: 'dryRun', orderId: null, priceWithTax: { value: 45.44 } })
    const before = await call<unknown[]>('orders', '--json')
    const [order] = await call<{ orderId: number }[]>(...both)
    expect(order).toMatchObject({
      status: 'notPaid',
      priceWithoutTax: { value: 37.87, currencyCode: 'EUR' },
      tax: { value: 7.57, currencyCode: 'EUR' },
      priceWithTax: { value: 45.44, currencyCode: 'EUR' },
      retractionDate: null,
    })
    expect(await call('orders', '--json')).toHaveLength(before.length + 1)
    expect(await call('order', String(order?.orderId), '--json')).toMatchObject({
      details: [{}, {}],
      status: 'notPaid',
    })
  })

  test('the VPS is renewed for three months and paid with PayPal', async () => {
    const before = await call<{ billing: { expirationDate: string } }>('service', 'vps112233.ovh.net', '--json')
    const [paid] = await call<{ orderId: number; services: { expiration: string }[] }[]>(
      ...['renew', 'vps112233.ovh.net', '--period', 'P3M', '--pay', '1234', '--yes', '--json'],
    )
    expect(paid).toMatchObject({ status: 'delivered', priceWithoutTax: { value: 10.5 } })
    const after = await call<typeof before>('service', 'vps112233.ovh.net', '--json')
    expect(monthOf(after.billing.expirationDate).toString()).toBe(
      monthOf(before.billing.expirationDate).add({ months: 3 }).toString(),
    )
    expect(paid?.services[0]?.expiration).toBe(after.billing.expirationDate.slice(0, 10))
    const order = await call<{ associatedObject: { id: string } }>('order', String(paid?.orderId), '--json')
    expect(await call('bill', order.associatedObject.id, '--json')).toMatchObject({
      category: 'earlyrenewal',
      priceWithoutTax: { value: 10.5 },
    })
  })
})

describe('as a process', () => {
  test('without a terminal and without --yes no money moves', async () => {
    const orders = (await runCli(folder, ['orders', '--csv'])).out
    const { code, out, error } = await runCli(folder, ['renew', 'vps112233.ovh.net', '--pay'])
    expect([code, out]).toEqual([8, ''])
    expect(error).toContain('--yes')
    expect((await runCli(folder, ['orders', '--csv'])).out).toBe(orders)
  })

  test('a bill is saved as a PDF', async () => {
    const [bill] = JSON.parse((await runCli(folder, ['bills', '--json'])).out)
    const { code, out } = await runCli(folder, ['bill', bill.billId, '--pdf', '-'])
    expect([code, out.slice(0, 5)]).toEqual([0, '%PDF-'])
    expect(await runCli(folder, ['bill', bill.billId, '--pdf', 'bill.pdf'])).toMatchObject({ code: 0, out: '' })
    expect(await runCli(folder, ['bill', bill.billId, '--pdf', 'bill.pdf'])).toMatchObject({ code: 5 })
  })

  test('secrets are in no error, also with --debug', async () => {
    const { applicationKey, applicationSecret, consumerKey } = sandbox
    const variables = {
      OVH_ENDPOINT: sandbox.endpoint,
      OVH_APPLICATION_KEY: applicationKey,
      OVH_CONSUMER_KEY: consumerKey,
    }
    const wrong = `${applicationSecret.slice(1)}x`
    const run = await runCli(elsewhere, ['means', '--debug'], { ...variables, OVH_APPLICATION_SECRET: wrong })
    expect(run).toMatchObject({ code: 5, out: '' })
    expect(run.error).toContain('Invalid signature')
    expect(run.error).toContain(' at ')
    for (const secret of [wrong, consumerKey]) expect(run.error).not.toContain(secret)
  })

  test('nothing set up and nobody there are told apart', async () => {
    expect(await runCli(elsewhere, ['services'])).toMatchObject({ code: 3 })
    const nobody = { OVH_ENDPOINT: 'http://127.0.0.1:1/1.0', OVH_ACCESS_TOKEN: 'token' }
    expect(await runCli(elsewhere, ['services', '--timeout', '1'], nobody)).toMatchObject({ code: 7 })
  })

  test('a reader who leaves early is no error', async () => {
    const program = join(root, 'cli', 'src', 'odnowa.ts')
    const { stdout, stderr } = await promisify(execFile)(
      'sh',
      ['-c', '"$0" "$1" services --json | head -n 1; echo ended', process.execPath, program],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } },
    )
    expect([stdout, stderr]).toEqual(['[\nended\n', ''])
  })

  test('a reader who leaves early leaves no order half paid', async () => {
    const program = join(root, 'cli', 'src', 'odnowa.ts')
    const words = 'renew 1000009 --pay 1234 --yes'
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', `"$0" "$1" ${words} 2>&1 | head -n 1; echo $PIPESTATUS`, process.execPath, program],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } },
    )
    expect(stdout).toBe('for P3M\n0\n')
    const { out } = await runCli(folder, ['orders', '--limit', '1', '--json'])
    expect((await runCli(folder, ['order', String(JSON.parse(out)[0].orderId), '--json'])).out).toContain('"delivered"')
  })

  test('a full disk is told without a trace of the code', async () => {
    const program = join(root, 'cli', 'src', 'odnowa.ts')
    const { stdout, stderr } = await promisify(execFile)(
      'sh',
      ['-c', '"$0" "$1" means > /dev/full; echo $?', process.execPath, program],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } },
    )
    expect([stdout, stderr]).toEqual(['5\n', 'odnowa: the output cannot be written (ENOSPC)\n'])
  })
})
