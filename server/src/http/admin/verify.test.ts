import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ data: 'demo' })
})
afterAll(() => server?.close())

const verify = async () => {
  const headers = { authorization: `Bearer ${server.adminToken}` }
  const answer = await server.app.inject({ method: 'GET', url: '/admin/verify', headers })
  return { status: answer.statusCode, body: answer.json() }
}

test('GET /admin/verify finds nothing wrong with the demo data', async () => {
  const { status, body } = await verify()
  expect(status).toBe(200)
  expect(body).toEqual({
    checked: {
      services: expect.any(Number),
      orders: expect.any(Number),
      bills: expect.any(Number),
      postings: expect.any(Number),
    },
    violations: [],
    truncated: false,
  })
  for (const count of Object.values(body.checked)) expect(count).toBeGreaterThan(0)
})

test('GET /admin/verify names what is wrong', async () => {
  await server.transaction((open) =>
    open.query(sql`update services set expires_on = expires_on + 1 where id = (select min(id) from services)`),
  )
  const { body } = await verify()
  expect(body.violations).toEqual([
    {
      invariant: 2,
      account: expect.stringMatching(/-ovh$/),
      subject: expect.stringMatching(/^service [0-9]+$/),
      message: expect.stringMatching(/^it expires on .*, its last paid period ends on /),
    },
  ])
})

test('GET /admin/verify is for operators', async () => {
  expect((await server.app.inject({ method: 'GET', url: '/admin/verify' })).statusCode).toBe(401)
})
