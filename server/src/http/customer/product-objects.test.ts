import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ data: 'demo' })
})
afterAll(() => server?.close())

const call = async (...words: Parameters<TestServer['call']>) => server.call(...words)
const get = async (path: string) => (await call('GET', path)).body

describe('what a customer sets on a product', () => {
  const vps = '/vps/vps112233.ovh.net'

  test('stands there from then on, and what he leaves out stays', async () => {
    const before = await get(vps)
    const first = await call('PUT', vps, { body: { keymap: 'fr', displayName: ' My VPS ' } })
    expect([first.status, first.body]).toEqual([200, null])
    await call('PUT', vps, { body: { slaMonitoring: true } })
    const after = { ...before, keymap: 'fr', displayName: 'My VPS', slaMonitoring: true }
    expect(await get(vps)).toEqual({ ...after, iam: { ...before.iam, displayName: 'My VPS' } })
    expect((await get('/services/112233')).resource.displayName).toBe('My VPS')
    await call('PUT', vps, { body: { keymap: null, displayName: null } })
    expect(await get(vps)).toEqual({ ...before, slaMonitoring: true })
  })

  test('is shown in batches and pages alike', async () => {
    const headers = { 'x-pagination-mode': 'CachedObjectList-Pages', 'x-pagination-filter': 'slaMonitoring:eq=true' }
    expect((await call('GET', '/vps', { headers })).body.map(({ name }: { name: string }) => name)).toEqual([
      'vps112233.ovh.net',
    ])
  })

  test('can be what was read, whose other fields are ignored', async () => {
    const { iam: _, ...server } = await get('/dedicated/server/ns3012345.ip-203-0-113.eu')
    const body = { ...server, monitoring: false, rescueMail: 'night@example.com', datacenter: 'gra1' }
    expect((await call('PUT', '/dedicated/server/ns3012345.ip-203-0-113.eu', { body })).status).toBe(200)
    expect(await get('/dedicated/server/ns3012345.ip-203-0-113.eu')).toMatchObject({
      ...{ monitoring: false, rescueMail: 'night@example.com', datacenter: server.datacenter },
    })
  })

  test('is answered where the contract says so', async () => {
    const { status, body } = await call('PUT', '/domain/example.ovh', { body: { transferLockStatus: 'unlocked' } })
    expect([status, body.transferLockStatus, body.domain, body.iam]).toEqual([
      200,
      'unlocked',
      'example.ovh',
      undefined,
    ])
  })

  test('cannot be set on what has expired, nor is it kept when a part is refused', async () => {
    const suspended = await call('PUT', '/vps/vps220002.ovh.net', { body: { displayName: 'gone' } })
    expect([suspended.status, suspended.body.errorCode]).toEqual([460, 'SERVICE_EXPIRED'])
    const tooLong = await call('PUT', vps, { body: { keymap: 'us', displayName: 'a'.repeat(256) } })
    expect([tooLong.status, (await get(vps)).keymap]).toEqual([400, null])
  })
})
