import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Credentials, createClient } from '@odnowa/sdk/client.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from './browser.ts'
import { describeInBrowser } from './browsing.suite.ts'
import { makeFolder } from './folder.ts'
import { compile, makePlainProject, plainNode } from './packed-sdk.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { serveFolder } from './static-server.ts'

const folder = makeFolder('odnowa plain project ')
const project = join(folder, 'project')
let sandbox: Sandbox
let installed: string

beforeAll(async () => {
  mkdirSync(project)
  installed = await makePlainProject(project)
  sandbox = await startSandbox({ data: join(folder, 'data') })
}, 180_000)

afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the packed SDK', () => {
  test('brings nothing with it, and no source', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(dependencies ?? peerDependencies).toBeUndefined()
    expect(existsSync(join(project, 'node_modules', 'typebox'))).toBe(false)
    expect(existsSync(join(installed, 'src'))).toBe(false)
    expect(existsSync(join(installed, 'LICENSE'))).toBe(true)
  })

  test.each(['nodenext', 'esnext'] as const)(
    'compiles with what uses it, by its own types (%s)',
    async (module) => expect(await compile(project, module)).toBe(''),
    120_000,
  )

  test('renews, pays, and reads many, on the Node that is there', async () => {
    const words = [join(project, 'renew.js'), join(folder, 'data', 'sandbox.json')]
    const { stdout } = await promisify(execFile)(await plainNode(), words, { cwd: project })
    const told = JSON.parse(stdout)
    expect(told).toMatchObject({ status: 'delivered', missing: [999_999] })
    expect(told.again.orderId).toBe(told.order.orderId)
    expect(told.strategies).toBeGreaterThanOrEqual(4)
    expect(told.services).toBeGreaterThan(50)
  })
})

describeInBrowser('the packed SDK in a browser', () => {
  let browser: Browser
  let site: Awaited<ReturnType<typeof serveFolder>>

  beforeAll(async () => {
    browser = await startBrowser()
    site = await serveFolder(project)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.stop()
  })

  test.each(['application keys', 'a service account'])('renews from a page of another origin by %s', async (who) => {
    const credentials = who === 'application keys' ? keysOf(sandbox) : await makeServiceAccount(sandbox)
    const page = await browser.newPage()
    await page.goto(`${site.origin}/index.html`)
    await page.waitForFunction('window.renew')
    const place = JSON.stringify({ endpoint: sandbox.endpoint, credentials })
    const told = await page.evaluate(`window.renew(${place})`)
    await page.close()
    expect(new URL(sandbox.endpoint).origin).not.toBe(site.origin)
    expect(told).toMatchObject({
      strategies: [
        [[12345], '1.99 €'],
        [[67890, 12345], '37.87 €'],
      ],
      batch: ['example.ovh', 'NotFoundError'],
      // headers that a page sees only where the server exposes them
      queryId: expect.stringMatching(/^EU\./),
      status: 'delivered',
    })
    const { services, progress } = told as { services: number; progress: readonly number[] }
    expect(services).toBeGreaterThan(50)
    expect(progress).toEqual([services, services])
  })
})

function keysOf({ applicationKey, applicationSecret, consumerKey }: Sandbox): Credentials {
  return { kind: 'keys', applicationKey, applicationSecret, consumerKey }
}

async function makeServiceAccount(place: Sandbox): Promise<Credentials> {
  const client = createClient({ endpoint: place.endpoint, credentials: keysOf(place) })
  const body = {
    callbackUrls: [],
    flow: 'CLIENT_CREDENTIALS' as const,
    name: 'page',
    description: 'renews from a page',
  }
  const { clientId, clientSecret } = await client.call('POST /me/api/oauth2/client', { body })
  if (clientSecret === null) throw new Error('the secret of a new service account is missing')
  return { kind: 'oauth2', clientId, clientSecret }
}
