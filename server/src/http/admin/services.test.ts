import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, type OperatorHouse, operatorHouse, plan, service } from '../../../test/operator.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)

describe('services', () => {
  test('one or an array is made in the order given; rows name earlier rows', async () => {
    const { status, body } = await call('POST', '/admin/services', [
      service('a.example.org', { serviceId: 500 }),
      service('b.example.org', { linkedTo: [500], quantity: 2 }),
    ])
    expect(status).toBe(200)
    expect(body).toEqual({
      items: [
        { serviceId: 500, name: 'a.example.org' },
        { serviceId: expect.any(Number), name: 'b.example.org' },
      ],
    })
    const { body: one } = await call(
      'POST',
      '/admin/services',
      service('c.example.org', { start: '2026-01-31', expiration: null }),
    )
    const { body: read } = await call('GET', `/admin/services/${one.items[0].serviceId}`)
    expect(read).toMatchObject({
      ...{
        account: 'op1-ovh',
        plan: 'vps-a',
        family: 'vps',
        name: 'c.example.org',
        start: '2026-01-31',
        anchorDay: 31,
      },
      ...{ expiration: '2026-02-28', period: 'P1M', mode: 'automatic', quantity: 1, status: 'active', linkedTo: [] },
    })
    expect((await call('GET', '/admin/services/500')).body.linkedTo).toEqual([body.items[1].serviceId])
  })

  test('linking joins groups: all members are linked with each other', async () => {
    const make = async (name: string, linkedTo: number[] = []) =>
      (await call('POST', '/admin/services', service(name, { linkedTo }))).body.items[0].serviceId
    const first = await make('l1')
    const second = await make('l2', [first])
    const third = await make('l3')
    const fourth = await make('l4', [third])
    const bridge = await make('l5', [second, fourth])
    for (const id of [first, second, third, fourth, bridge]) {
      const others = [first, second, third, fourth, bridge].filter((other) => other !== id)
      expect((await call('GET', `/admin/services/${id}`)).body.linkedTo).toEqual(others)
    }
  })

  test('a chosen id pushes the next ones on, and is one service of the whole house', async () => {
    const { body: made } = await call('POST', '/admin/services', service('chosen', { serviceId: 2_000_000 }))
    expect(made.items[0].serviceId).toBe(2_000_000)
    const { body: next } = await call('POST', '/admin/services', service('next'))
    expect(next.items[0].serviceId).toBe(2_000_001)
    await call('POST', '/admin/accounts', { ...account, nichandle: 'op2-ovh' })
    const taken = await call('POST', '/admin/services', service('other', { account: 'op2-ovh', serviceId: 2_000_000 }))
    expect(taken).toMatchObject({ status: 409, body: { details: { field: 'serviceId' } } })
  })

  test('of many at once that choose one id, one is made; next ids never meet chosen ones', async () => {
    const nichandles = Array.from({ length: 6 }, (_, index) => `ra${index}-ovh`)
    for (const nichandle of nichandles) await call('POST', '/admin/accounts', { ...account, nichandle })
    const chosen = nichandles.map((nichandle) => service('race', { account: nichandle, serviceId: 3_000_000 }))
    const next = Array.from({ length: 6 }, (_, index) => service(`next${index}`))
    const answers = await Promise.all([...chosen, ...next].map((body) => call('POST', '/admin/services', body)))
    expect(
      answers
        .slice(0, 6)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 409, 409, 409, 409, 409])
    const ids = answers.flatMap(({ status, body }) => (status === 200 ? [body.items[0].serviceId] : []))
    expect(new Set(ids).size).toBe(7)
  })

  test.each([
    ['account', 400, { account: 'zz9-ovh' }],
    ['plan', 400, { plan: 'nothing' }],
    ['name', 409, { name: 'a.example.org' }],
    ['start', 400, { start: '2026-02-30' }],
    ['expiration', 400, { expiration: '2026-07-01' }],
    ['anchorDay', 400, { anchorDay: 32 }],
    ['period', 400, { period: 'P1M2D' }],
    ['mode', 400, { mode: 'sometimes' }],
    ['mode', 400, { plan: 'vps-forced', mode: 'manual' }],
    ['parentServiceId', 400, { parentServiceId: 999 }],
    ['parentServiceId', 400, { plan: 'cdn' }],
    ['parentServiceId', 400, { plan: 'cdn', parentServiceId: 500 }],
    ['parentServiceId', 400, { plan: 'follower' }],
    ['linkedTo[1]', 400, { linkedTo: [500, 999] }],
    ['quantity', 400, { quantity: 0 }],
    ['serviceId', 409, { serviceId: 500 }],
    ['serviceId', 400, { serviceId: 0 }],
    ['name', 400, { plan: 'numbered', parentServiceId: 600, name: 'abc' }],
    ['colour', 400, { colour: 'red' }],
  ])('an array with a wrong %s in row 2 is not made at all', async (field, status, wrong) => {
    await call('POST', '/admin/plans', plan('vps-forced', { manualAllowed: false }))
    await call('POST', '/admin/plans', plan('cdn', { family: 'hosting/web/cdn' }))
    await call('POST', '/admin/plans', plan('numbered', { family: 'hosting/web/emailOption' }))
    await call('POST', '/admin/plans', plan('follower', { followsParent: true }))
    await call('POST', '/admin/plans', plan('web', { family: 'hosting/web' }))
    await call('POST', '/admin/services', service('web.example', { plan: 'web', serviceId: 600 }))
    const fresh = service(`fresh-${field}-${JSON.stringify(wrong)}`)
    const answer = await call('POST', '/admin/services', [fresh, service('bad', wrong)])
    expect(answer).toMatchObject({ status, body: { details: { row: '2', field } } })
    expect(answer.body.message).toMatch(`row 2, ${field}: `)
    const alone = await call('POST', '/admin/services', service('bad', wrong))
    expect(alone.body.details).toEqual({ field })
    expect(await call('POST', '/admin/services', fresh), 'row 1 was not made').toMatchObject({ status: 200 })
  })

  test('options: a nested family has its parent, at most one where the route ends in a literal', async () => {
    const option = service('any', { plan: 'cdn', parentServiceId: 600 })
    expect(await call('POST', '/admin/services', option)).toMatchObject({ status: 200 })
    expect(await call('POST', '/admin/services', { ...option, name: 'other' })).toMatchObject({ status: 409 })
    const numbered = service('17', { plan: 'numbered', parentServiceId: 600 })
    expect(await call('POST', '/admin/services', numbered)).toMatchObject({ status: 200 })
    expect(await call('POST', '/admin/services', { ...numbered, account: 'op2-ovh' })).toMatchObject({ status: 400 })
  })

  test('filters: account, status, expiringBefore', async () => {
    const { body: own } = await call('GET', '/admin/services?account=op2-ovh')
    expect(own).toEqual({ items: [], next: null })
    await call(
      'POST',
      '/admin/services',
      service('due', { account: 'op2-ovh', start: '2026-01-01', expiration: '2026-02-01' }),
    )
    const { body: due } = await call('GET', '/admin/services?account=op2-ovh&expiringBefore=2026-02-02&status=active')
    expect(due.items).toMatchObject([{ name: 'due' }])
    expect((await call('GET', '/admin/services?account=op2-ovh&expiringBefore=2026-02-01')).body.items).toEqual([])
    expect((await call('GET', '/admin/services?account=zz9-ovh')).body.items).toEqual([])
    expect(await call('GET', '/admin/services?status=asleep')).toMatchObject({
      status: 400,
      body: { details: { field: 'status' } },
    })
  })

  test('pages of a list, one after the other, are the list', async () => {
    for (const filter of ['', '&account=op1-ovh', '&status=active']) {
      const { body: whole } = await call('GET', `/admin/services?limit=1000${filter}`)
      const ids: number[] = []
      for (let next: string | null = ''; next !== null; ) {
        const { body }: { body: typeof whole } = await call(
          'GET',
          `/admin/services?limit=3${filter}${next && `&after=${next}`}`,
        )
        ids.push(...body.items.map((item: { id: number }) => item.id))
        next = body.next
      }
      expect(ids.length).toBeGreaterThan(6)
      expect(ids).toEqual(whole.items.map((item: { id: number }) => item.id))
    }
  })

  test('A7 the operator suspends and reopens; twice changes nothing; a hold has a date', async () => {
    const url = '/admin/services/500'
    expect((await call('POST', `${url}/suspend`)).body).toMatchObject({
      id: 500,
      status: 'suspended',
      suspensionCauses: ['operator'],
    })
    await call('POST', `${url}/suspend`)
    expect((await call('GET', '/admin/services?status=suspended')).body.items).toMatchObject([{ id: 500 }])
    expect((await call('POST', `${url}/reopen`)).body).toMatchObject({ status: 'active', suspensionCauses: [] })
    await call('POST', `${url}/reopen`)
    const { body: events } = await call('GET', '/admin/events?account=op1-ovh')
    expect(events.items.filter((event: { service: number }) => event.service === 500)).toMatchObject([
      { type: 'service.suspended', account: 'op1-ovh', data: { cause: 'operator' } },
      { type: 'notice.sent', data: { kind: 'service.suspended' } },
      { type: 'service.reopened' },
      { type: 'notice.sent', data: { kind: 'service.reopened' } },
    ])
    expect((await call('POST', `${url}/hold`, { until: '2026-12-24' })).body.holdUntil).toBe('2026-12-24')
    expect((await call('POST', `${url}/hold`, { until: null })).body.holdUntil).toBe(null)
    expect(await call('POST', `${url}/hold`, {})).toMatchObject({ status: 400 })
    expect(await call('POST', '/admin/services/999/suspend')).toMatchObject({ status: 404 })
    expect(await call('POST', '/admin/services/abc/suspend')).toMatchObject({
      status: 400,
      body: { details: { field: 'id' } },
    })
  })
})
