import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse, plan } from '../../../test/operator.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)

describe('the gate', () => {
  test.each([
    ['GET', '/admin/plans'],
    ['POST', '/admin/services'],
    ['GET', '/admin/events'],
    ['DELETE', '/admin/tokens/x'],
  ] as const)('no token and a wrong one are a 401 of the usual form: %s %s', async (method, url) => {
    for (const token of [null, 'wrong']) {
      const answer = await call(method, url, undefined, token)
      expect(answer).toMatchObject({
        status: 401,
        body: { class: 'Client::Unauthorized', errorCode: 'UNAUTHORIZED', httpCode: '401 Unauthorized' },
      })
      expect(answer.headers['x-ovh-queryid']).toBe(answer.body.queryId)
    }
  })

  test('a named token works until it is deleted, and signs what it does with its name', async () => {
    const { body: made } = await call('POST', '/admin/tokens', { name: 'Ines' })
    expect(made).toEqual({
      id: expect.any(Number),
      name: 'Ines',
      createdAt: expect.any(String),
      token: expect.any(String),
    })
    const again = await call('POST', '/admin/tokens', { name: 'Ines' })
    expect(again).toMatchObject({ status: 409, body: { errorCode: 'ALREADY_EXISTS', details: { field: 'name' } } })
    expect(await call('POST', '/admin/plans', plan('vps-ines'), made.token)).toMatchObject({ status: 200 })
    const { body: audit } = await call('GET', '/admin/audit?limit=1000')
    expect(audit.items.at(-1)).toMatchObject({ actor: 'Ines', action: 'plan.created', subject: 'vps-ines' })
    const { body: listed } = await call('GET', '/admin/tokens')
    expect(JSON.stringify(listed)).not.toContain(made.token)
    expect(await call('DELETE', '/admin/tokens/Ines')).toMatchObject({ status: 200, body: null })
    expect(await call('GET', '/admin/plans', undefined, made.token)).toMatchObject({ status: 401 })
    expect(await call('DELETE', '/admin/tokens/Ines')).toMatchObject({ status: 404 })
  })

  test('many wrong tokens from one address are a 429, right ones still pass', async () => {
    const answers = await Promise.all(
      Array.from({ length: 110 }, () => call('GET', '/admin/plans', undefined, 'guess')),
    )
    expect(answers.at(-1)).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } })
    expect(await call('GET', '/admin/plans')).toMatchObject({ status: 200 })
  })

  test('what is not built is a 404', async () => {
    expect(await call('GET', '/admin/nothing')).toMatchObject({ status: 404, body: { errorCode: 'ROUTE_NOT_FOUND' } })
  })
})

test('an attempts list is empty and filters by state', async () => {
  expect((await call('GET', '/admin/attempts?state=parked')).body).toEqual({ items: [], next: null })
  expect(await call('GET', '/admin/attempts?state=lost')).toMatchObject({ status: 400 })
})

test('malformed JSON and bodies past 1 MiB are refused', async () => {
  const send = (payload: string) =>
    house.app.inject({
      method: 'POST',
      url: '/admin/plans',
      headers: { authorization: 'Bearer the-token-of-the-server', 'content-type': 'application/json' },
      payload,
    })
  expect((await send('{')).json()).toMatchObject({ errorCode: 'MALFORMED_JSON' })
  expect((await send(`"${'x'.repeat(1_100_000)}"`)).statusCode).toBe(413)
})
