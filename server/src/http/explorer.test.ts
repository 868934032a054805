import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Parts } from '../actions/parts.ts'
import { explorerRoutes } from './explorer.ts'
import { buildServer } from './server.ts'
import type { ServerSetup } from './setup.ts'

const parts = { log: {}, zone: 'Europe/Paris', publicUrl: 'https://renew.example' } as unknown as Parts
const common: ServerSetup = { parts, mode: 'sandbox', adminToken: 'secret', rateLimit: 0, health: async () => {} }

let server: FastifyInstance
beforeAll(() => {
  server = serverOf({ ...common, console: true })
})
afterAll(() => server.close())

function serverOf(setup: ServerSetup): FastifyInstance {
  const authenticate = () => Promise.reject(new Error('nobody calls here'))
  const authenticatorOf = () => ({ authenticate, recall: () => null })
  return buildServer(setup, { operations: [], plainRoutes: [explorerRoutes], authenticatorOf })
}

function get(url: string, headers: Record<string, string> = {}) {
  return server.inject({ url, headers })
}

test('the page keeps to itself', async () => {
  for (const url of ['/console/api', '/console/api/']) {
    const page = await get(url, { origin: 'https://a.example' })
    expect(page.statusCode).toBe(200)
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-ovh-queryid': expect.any(String),
    })
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
    expect(page.body).toContain('<title>Odnowa API</title>')
    expect(page.body).not.toMatch(/https?:|src="\/\/|<script>|<style|style=|onclick|onload/)
  }
})

test('its policy lets it load and call its own origin alone, and run nothing that is written into it', async () => {
  const policy = (await get('/console/api')).headers['content-security-policy']
  expect(String(policy).split('; ').sort()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
  ])
})

test('everything that it loads is there, of its type, and is not sent twice', async () => {
  const page = (await get('/console/api')).body
  const loaded = new Set([...page.matchAll(/(?:src|href)="(\/console[^"]+)"/g)].map(([, url]) => String(url)))
  expect(loaded.size).toBe(4)
  for (const url of loaded) {
    const file = await get(url)
    expect([url, file.statusCode]).toEqual([url, 200])
    expect(file.headers['content-type']).toMatch(url.endsWith('.css') ? /^text\/css/ : /javascript/)
    expect(file.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' })
    const again = await get(url, { 'if-none-match': String(file.headers.etag) })
    expect([url, again.statusCode, again.body]).toEqual([url, 304, ''])
    for (const [, imported] of file.body.matchAll(/^(?:import|} from) .*?'(\.[^']+)'/gm)) {
      loaded.add(new URL(String(imported), `https://renew.example${url}`).pathname)
    }
  }
  expect(loaded).toContain('/console/api/contract/signature.ts')
  expect([...loaded].filter((url) => url.endsWith('.ts')).length).toBeGreaterThan(10)
})

test('modules are served as JavaScript', async () => {
  const { body } = await get('/console/api/signing.ts')
  expect(body).toContain("from './contract/signature.ts'")
  expect(body).not.toMatch(/import type|interface|: string/)
})

test('other files of the packages, and of the server, are not served', async () => {
  for (const url of [
    '/console/api/index.html',
    '/console/api/swagger-ui.js',
    '/console/api/signing.test.ts',
    '/console/api/..%2f..%2fpackage.json',
    '/console/api/%2e%2e/server.ts',
  ]) {
    const answer = await get(url)
    expect([url, answer.statusCode, answer.json().errorCode]).toEqual([url, 404, 'ROUTE_NOT_FOUND'])
  }
})

test('/console leads there, until there is a console', async () => {
  for (const url of ['/console', '/console/']) {
    const answer = await get(url)
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/console/api'])
  }
})

test('without the role console nothing of it is there', async () => {
  const without = serverOf(common)
  for (const url of ['/console', '/console/api', '/console/api/explorer.ts', '/console/api/swagger-ui-bundle.js']) {
    const answer = await without.inject({ url })
    expect([url, answer.statusCode, answer.json().class]).toEqual([url, 404, 'Client::NotFound'])
  }
  await without.close()
})
