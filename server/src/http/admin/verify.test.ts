import { setTimeout as wait } from 'node:timers/promises'
import fastify from 'fastify'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/server.ts'
import type { Parts } from '../../actions/parts.ts'
import type { ServerSetup } from '../setup.ts'
import { mountVerify } from './verify.ts'

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

test('to who accepts lines, GET /admin/verify says what it has checked, and the answer at last', async () => {
  const headers = { authorization: `Bearer ${server.adminToken}`, accept: 'application/x-ndjson' }
  const answer = await server.app.inject({ url: '/admin/verify', headers })
  expect(answer.headers['content-type']).toMatch(/^application\/x-ndjson/)
  const lines = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.at(-1)).toEqual((await verify()).body)
  expect(lines.slice(0, -1)).toContainEqual({ check: 'findWrongBounds', seconds: expect.any(Number), found: 1 })
  expect(lines.length).toBeGreaterThan(20)
})

describe('an answer that takes long', () => {
  const slow = async (transaction: Parts['transaction'], headers = {}) => {
    const app = fastify()
    mountVerify(app, { parts: { ...server.parts, transaction } } as ServerSetup, 20)
    const answer = await app.inject({ url: '/admin/verify', headers })
    await app.close()
    return answer
  }

  test('begins with spaces, and is the same JSON', async () => {
    const { body, statusCode } = await slow(async (work, kind) => {
      await wait(70)
      return server.parts.transaction(work, kind)
    })
    expect(statusCode).toBe(200)
    expect(body).toMatch(/^ {2,}\{"checked"/)
    expect(JSON.parse(body)).toEqual((await verify()).body)
  })

  test('and fails says so in its place, without the reason', async () => {
    const { body } = await slow(async () => {
      await wait(70)
      throw new Error('the disk sings')
    })
    expect(JSON.parse(body)).toMatchObject({ errorCode: 'INTERNAL', class: 'Server::InternalServerError' })
    expect(body).not.toContain('sings')
  })
})

test('GET /admin/verify is for operators', async () => {
  expect((await server.app.inject({ method: 'GET', url: '/admin/verify' })).statusCode).toBe(401)
})
