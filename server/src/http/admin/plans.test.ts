import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse, plan } from '../../../test/operator.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)

describe('plans', () => {
  test('a plan comes back with its defaults and its prices as amounts', async () => {
    const { status, body } = await call('POST', '/admin/plans', plan('vps-b'))
    expect(status).toBe(200)
    expect(body).toEqual({
      ...{ id: 'vps-b', code: 'vps-b', family: 'vps', serviceType: 'VPS vps-b' },
      ...{ manualAllowed: true, oneShot: false, followsParent: false, deletionDays: 30 },
      prices: [
        {
          ...{ period: 'P1M', currency: 'EUR', validFrom: '1970-01-01' },
          ...{ value: 3.5, currencyCode: 'EUR', text: '3.50 €', priceInUcents: 350_000_000 },
        },
      ],
    })
    expect((await call('GET', '/admin/plans/vps-b')).body).toEqual(body)
    expect(await call('PUT', '/admin/plans/vps-b', body), 'what was read can be written').toMatchObject({
      status: 200,
      body,
    })
  })

  test('amounts are numbers, decimal strings or ucents; negative too; P12M is P1Y', async () => {
    const prices = [
      { period: 'P12M', currency: 'EUR', value: '-1.99' },
      { period: 'P1M', currency: 'PLN', priceInUcents: 350_000_001 },
    ]
    const { body } = await call('POST', '/admin/plans', plan('vps-c', { prices }))
    expect(body.prices).toMatchObject([
      { period: 'P1Y', value: -1.99 },
      { period: 'P1M', currencyCode: 'PLN', priceInUcents: 350_000_001 },
    ])
  })

  test('a new list of prices leaves the past of what it names, and ends what it does not name', async () => {
    const prices = [
      { period: 'P1M', currency: 'EUR', value: 1 },
      { period: 'P1Y', currency: 'EUR', value: 10 },
    ]
    await call('POST', '/admin/plans', plan('vps-d', { prices }))
    const later = [{ period: 'P1Y', currency: 'EUR', value: 12, validFrom: '2027-01-01' }]
    const { body } = await call('PUT', '/admin/plans/vps-d', { prices: later, deletionDays: 45 })
    expect(body.deletionDays).toBe(45)
    expect(body.prices).toMatchObject([
      { period: 'P1Y', value: 10, validFrom: '1970-01-01' },
      { period: 'P1Y', value: 12, validFrom: '2027-01-01' },
    ])
    const { body: now } = await call('PUT', '/admin/plans/vps-d', {
      prices: [{ period: 'P1Y', currency: 'EUR', value: 9 }],
    })
    expect(now.prices).toMatchObject([{ value: 9, validFrom: '1970-01-01' }])
  })

  test.each([
    ['code is taken', 409, 'ALREADY_EXISTS', 'code', plan('vps-a')],
    ['unknown family', 400, 'INVALID_PARAMETER', 'family', plan('x', { family: 'vpn' })],
    ['unknown field', 400, 'UNKNOWN_FIELD', 'colour', plan('x', { colour: 'red' })],
    ['missing field', 400, 'INVALID_PARAMETER', 'serviceType', plan('x', { serviceType: undefined })],
    [
      'bad period',
      400,
      'INVALID_PERIOD',
      'prices[0].period',
      plan('x', { prices: [{ period: '1Y', currency: 'EUR', value: 1 }] }),
    ],
    [
      'bad currency',
      400,
      'INVALID_PARAMETER',
      'prices[0].currency',
      plan('x', { prices: [{ period: 'P1Y', currency: 'BTC', value: 1 }] }),
    ],
    ['no amount', 400, 'INVALID_PARAMETER', 'prices[0]', plan('x', { prices: [{ period: 'P1Y', currency: 'EUR' }] })],
    [
      'wrong amount',
      400,
      'INVALID_PARAMETER',
      'prices[0]',
      plan('x', { prices: [{ period: 'P1Y', currency: 'EUR', value: '1,99' }] }),
    ],
    [
      'two prices of one thing',
      400,
      'INVALID_PARAMETER',
      'prices',
      plan('x', {
        prices: [
          { period: 'P1Y', currency: 'EUR', value: 1 },
          { period: 'P12M', currency: 'EUR', value: 2 },
        ],
      }),
    ],
    ['a wrong type', 400, 'INVALID_PARAMETER', 'oneShot', plan('x', { oneShot: 'no' })],
    ['a list', 400, 'INVALID_PARAMETER', undefined, [plan('x')]],
  ])('%s', async (_what, status, errorCode, field, body) => {
    const answer = await call('POST', '/admin/plans', body)
    expect(answer).toMatchObject({ status, body: { errorCode } })
    expect(answer.body.details?.field).toBe(field)
    if (field) expect(answer.body.message).toContain(`${field}: `)
    expect(await call('GET', '/admin/plans/x')).toMatchObject({ status: 404 })
  })

  test('a plan keeps its code and family; an unknown one is a 404', async () => {
    expect(await call('PUT', '/admin/plans/vps-a', { family: 'domain' })).toMatchObject({ status: 409 })
    expect(await call('PUT', '/admin/plans/vps-a', { code: 'other' })).toMatchObject({ status: 409 })
    expect(await call('PUT', '/admin/plans/nothing', { deletionDays: 1 })).toMatchObject({ status: 404 })
  })

  test('lists are oldest first, paged by an opaque cursor that is refused when it was changed', async () => {
    const { body: all } = await call('GET', '/admin/plans')
    const codes: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body }: { body: typeof all } = await call('GET', `/admin/plans?limit=2${next && `&after=${next}`}`)
      expect(body.items.length).toBeLessThanOrEqual(2)
      codes.push(...body.items.map((item: { code: string }) => item.code))
      next = body.next
    }
    expect(codes).toEqual(all.items.map((item: { code: string }) => item.code))
    expect(codes.slice(0, 3)).toEqual(['vps-a', 'vps-b', 'vps-c'])
    const { body: page } = await call('GET', '/admin/plans?limit=1')
    for (const wrong of [`${page.next}x`, page.next.slice(1), 'abc', encodeURIComponent('"')]) {
      const answer = await call('GET', `/admin/plans?after=${wrong}`)
      expect(answer).toMatchObject({
        status: 400,
        body: { errorCode: 'INVALID_PARAMETER', details: { field: 'after' } },
      })
    }
    expect(await call('GET', `/admin/bundles?after=${page.next}`), 'of another list').toMatchObject({ status: 400 })
    for (const wrong of ['0', '1001', '-1', 'x', '1.5']) {
      expect(await call('GET', `/admin/plans?limit=${wrong}`)).toMatchObject({
        status: 400,
        body: { details: { field: 'limit' } },
      })
    }
    expect(await call('GET', '/admin/plans?colour=red')).toMatchObject({
      status: 400,
      body: { errorCode: 'UNKNOWN_FIELD' },
    })
  })
})

test('bundles are made, listed and removed', async () => {
  await call('POST', '/admin/plans', plan('vps-e'))
  const rule = { plans: ['vps-a', 'vps-e'], period: 'P1M', currency: 'EUR', plan: 'vps-e', value: '1.00' }
  const { body: priced } = await call('POST', '/admin/bundles', rule)
  expect(priced).toMatchObject({ ...rule, value: 1, text: '1.00 €', validFrom: '1970-01-01' })
  const discount = { ...rule, period: undefined, value: undefined, discountPercent: 12.5 }
  const { body: discounted } = await call('POST', '/admin/bundles', discount)
  expect(discounted).toMatchObject({ period: null, discountPercent: 12.5 })
  expect((await call('GET', '/admin/bundles')).body).toEqual({ items: [priced, discounted], next: null })
  expect(await call('DELETE', `/admin/bundles/${priced.id}`)).toMatchObject({ status: 200, body: null })
  expect(await call('DELETE', `/admin/bundles/${priced.id}`)).toMatchObject({ status: 404 })
  expect((await call('GET', '/admin/bundles')).body.items).toEqual([discounted])
  for (const [wrong, field] of [
    [{ ...rule, plans: ['vps-a', 'nothing'] }, 'plan'],
    [{ ...rule, plans: ['vps-a', 'nothing', 'vps-e'] }, 'plans[1]'],
    [{ ...rule, plans: ['vps-a'] }, 'plans'],
    [{ ...rule, plan: 'vps-b' }, 'plan'],
    [{ ...rule, discountPercent: 10 }, undefined],
  ] as const) {
    const answer = await call('POST', '/admin/bundles', wrong)
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.body.details?.field).toBe(field)
  }
})
