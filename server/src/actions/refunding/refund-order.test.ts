import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf, unbalancedMovements } from '../../../test/books.ts'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { MeansId, ServiceId } from '../../identity/identity.ts'
import { money, toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { Order } from '../../orders/order.ts'
import { extendServices, readRenewable } from '../../services/paid-period.store.ts'
import { addPaymentMeans } from '../means/add-payment-means.ts'
import { listAudit } from '../operating/list-audit.ts'
import type { Parts } from '../parts.ts'
import { payOrder } from '../paying/pay-order.ts'
import { resolveAttempts } from '../paying/resolve-attempts.ts'
import { readGateway } from '../sandbox/read-gateway.ts'
import { refundOrder } from './refund-order.ts'

let house: CustomerHouse
let maria: Account
let card: MeansId
let order: Order
let hosting: number
let domain: number
let nextId = 1000

beforeAll(async () => {
  house = await customerHouse()
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88', P1M: '0', P2Y: '-1.99' })
  await house.plan('domain', 'domain', 'Domain .ovh', { P1Y: '1.99' })
})
afterAll(() => house?.close())
beforeEach(async () => {
  maria = await house.account()
  nextId += 10
  ;[hosting, domain] = [nextId, nextId + 1]
  await house.service(maria, 'hosting', `site${hosting}.ovh`, hosting)
  await house.service(maria, 'domain', `site${hosting}.ovh`, domain, [hosting])
  const words = { kind: 'creditCard', isDefault: true, id: null, iban: null, expiresOn: null, termsDays: null } as const
  const made = await addPaymentMeans(house.parts, { operator, nichandle: maria.nichandle, outcomes: null, ...words })
  card = made.id
})
afterEach(async () => {
  house.moveTo('2026-07-15T13:49:06.789Z')
  expect(await unbalancedMovements(house.parts.transaction)).toEqual([])
})

const books = () => booksOf(house.parts.transaction, maria.id)
const refund = (more: Partial<Parameters<typeof refundOrder>[1]> = {}, parts: Parts = house.parts) =>
  refundOrder(parts, { operator, orderId: order.id, reason: 'a favour', ...more })
const lineOf = (serviceId: number) => order.lines.find((line) => line.serviceId === serviceId)?.id ?? 0
const amountsOf = ({ document }: Awaited<ReturnType<typeof refund>>) =>
  [document.amounts.net, document.amounts.tax, document.amounts.gross].map(toDecimal).join(' ')

async function given(duration: string, ...services: number[]): Promise<void> {
  order = await house.order(maria, duration, ...services)
}

async function pay(kind: 'creditCard' | 'ovhAccount' | 'fidelityAccount' = 'creditCard'): Promise<void> {
  const means = { kind, id: kind === 'creditCard' ? card : null }
  await payOrder(house.parts, { accountId: maria.id, orderId: order.id, means })
}

/** The refunds whose money the customer was told to be on the balance. */
async function credited(): Promise<readonly unknown[]> {
  const rows = await house.parts.transaction((transaction) =>
    transaction.query<{ documentId: string }>(sql`
      select document_id as "documentId" from notices
      where account_id = ${maria.id}::bigint and kind = 'balance.credited' order by id`),
  )
  return rows.map(({ documentId }) => documentId)
}

/** The refunds that the provider made of the order: each key once. */
async function madeByProvider(): Promise<readonly string[]> {
  const { calls } = await readGateway(house.parts)
  const made = calls.filter(
    (call) => call.operation === 'refund' && call.order === order.id && call.outcome === 'refunded',
  )
  return [...new Set(made.map((call) => `${call.idempotencyKey} ${toDecimal(money(call.ucents, call.currency))}`))]
}

async function expirationOf(serviceId: number): Promise<string> {
  const [service] = await house.parts.transaction((transaction) =>
    readRenewable(transaction, [{ accountId: maria.id, id: serviceId as ServiceId }]),
  )
  return String(service?.expiresOn)
}

describe('B6 where the money goes', () => {
  test('to the means: the provider gives it back under the document’s number, and the customer owes nothing', async () => {
    await given('P1Y', domain, hosting)
    await pay()
    expect(await books()).toEqual({ 'gateway:creditCard': '45.44', revenue: '-37.87', tax: '-7.57' })
    const made = await refund()
    expect(amountsOf(made)).toBe('37.87 7.57 45.44')
    expect(made).toMatchObject({
      to: 'means',
      document: { kind: 'refund', corrects: expect.stringMatching(/^B2026-/) },
    })
    expect(await books()).toEqual({})
    expect(await madeByProvider()).toEqual([`${made.document.id} 45.44`])
    expect([await expirationOf(hosting), await expirationOf(domain)], 'the renewal stays').toEqual([
      '2027-12-01',
      '2027-12-01',
    ])
  })

  test('line by line, until nothing is left', async () => {
    await given('P1Y', domain, hosting)
    await pay()
    expect(amountsOf(await refund({ lines: [lineOf(domain)] }))).toBe('1.99 0.40 2.39')
    await expect(refund({ lines: [lineOf(domain)] })).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
    expect(amountsOf(await refund())).toBe('35.88 7.17 43.05')
    await expect(refund()).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
    expect(await madeByProvider()).toHaveLength(2)
    expect(await books()).toEqual({})
  })

  test('to the balance when it is asked', async () => {
    await given('P1Y', hosting)
    await pay()
    const { document, to } = await refund({ to: 'balance' })
    expect(to).toBe('balance')
    expect(await books()).toEqual({ balance: '-43.06', 'gateway:creditCard': '43.06' })
    expect(await credited(), 'told, with the refund').toEqual([document.id])
    expect(await madeByProvider()).toEqual([])
  })

  test('to the balance when that paid it, whatever is asked', async () => {
    await house.credit(maria, '50', 'a gift')
    await given('P1Y', hosting)
    await pay('ovhAccount')
    expect((await refund({ to: 'means' })).to).toBe('balance')
    expect(await books()).toEqual({ adjustment: '50.00', balance: '-50.00' })
  })

  test('to the balance when the means cannot take it', async () => {
    await given('P1Y', hosting)
    await pay()
    const gateway = { ...house.parts.gateway, refund: async () => ({ refunded: false }) }
    const { document, to } = await refund({}, { ...house.parts, gateway })
    expect(to).toBe('balance')
    expect(await books()).toEqual({ balance: '-43.06', 'gateway:creditCard': '43.06' })
    expect(await credited()).toEqual([document.id])
  })

  test('two at once: one refund', async () => {
    await given('P1Y', hosting)
    await pay()
    const answers = await Promise.allSettled([refund(), refund(), refund({ to: 'balance' })])
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
    expect(refusals).toEqual(['NOTHING_TO_REFUND', 'NOTHING_TO_REFUND'])
  })

  test('it is in the audit, with the reason', async () => {
    await given('P1Y', hosting)
    await pay()
    const { document } = await refund({ reason: 'they were kind' })
    const entries = await listAudit(house.parts, { after: 0, limit: 1000 })
    expect(entries.at(-1)).toMatchObject({
      ...{ action: 'order.refunded', subject: String(order.id) },
      data: { refund: document.id, reason: 'they were kind' },
    })
  })
})

describe('a crash between the refund and its payout', () => {
  const dead = () => Promise.reject(new Error('killed'))

  test.each([
    ['before the provider was told', dead],
    [
      'after it was told',
      async (...asked: Parameters<Parts['gateway']['refund']>) => {
        await house.parts.gateway.refund(...asked)
        return dead()
      },
    ],
  ] as const)('%s: the document stands, and the sweep pays it out once', async (_when, told) => {
    await given('P1Y', hosting)
    await pay()
    const gateway = { ...house.parts.gateway, refund: told }
    const { document, to } = await refund({}, { ...house.parts, gateway })
    expect(to).toBe('means')
    expect(await books(), 'we owe the customer').toEqual({ customer: '-43.06', 'gateway:creditCard': '43.06' })
    await expect(refund(), 'nobody can refund it again').rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
    house.moveTo('2026-07-15T13:55:00Z')
    await resolveAttempts(house.parts, { until: house.clock.now() })
    await resolveAttempts(house.parts, { until: house.clock.now() })
    expect(await books()).toEqual({})
    expect(await madeByProvider()).toEqual([`${document.id} 43.06`])
  })

  test('when the answer cannot be booked: the sweep tells the provider again, which gives it back once', async () => {
    await given('P1Y', hosting)
    await pay()
    let transactions = 0
    const transaction: Parts['transaction'] = (work) => {
      transactions += 1
      return transactions === 1 ? house.parts.transaction(work) : Promise.reject(new Error('the database is away'))
    }
    const silent = { info() {}, warn() {}, error() {} }
    const { document } = await refund({}, { ...house.parts, transaction, log: silent })
    expect(await books()).toEqual({ customer: '-43.06', 'gateway:creditCard': '43.06' })
    house.moveTo('2026-07-15T13:55:00Z')
    await resolveAttempts(house.parts, { until: house.clock.now() })
    expect(await books()).toEqual({})
    expect(await madeByProvider()).toEqual([`${document.id} 43.06`])
  })
})

describe('B6 cancelRenewal', () => {
  test('takes the refunded lines’ periods back, and no others', async () => {
    await given('P1Y', domain, hosting)
    await pay()
    await refund({ lines: [lineOf(domain)], cancelRenewal: true })
    expect([await expirationOf(domain), await expirationOf(hosting)]).toEqual(['2026-12-01', '2027-12-01'])
    await given('P1Y', domain)
    await pay()
    expect(await expirationOf(domain), 'and it can be renewed again').toBe('2027-12-01')
  })

  test('a service that was renewed further is a conflict that names it, and nothing is refunded', async () => {
    await given('P1Y', domain, hosting)
    await pay()
    const before = await books()
    const further = { from: Temporal.PlainDate.from('2027-12-01'), to: Temporal.PlainDate.from('2028-12-01') }
    const words = { accountId: maria.id, serviceId: domain as ServiceId, orderId: order.id, state: 'active' } as const
    await house.parts.transaction((transaction) =>
      extendServices(transaction, [{ ...words, ...further, suspensionCauses: [] }]),
    )
    await expect(refund({ cancelRenewal: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { serviceId: String(domain) },
    })
    expect(await books()).toEqual(before)
    expect(await expirationOf(hosting)).toBe('2027-12-01')
  })
})

describe('P6 free', () => {
  test('an order of -1.99 gives a refund document of 1.99 and its tax, and the credit on the balance', async () => {
    await given('P2Y', hosting)
    await pay('fidelityAccount')
    expect(await books()).toEqual({ balance: '-2.39', revenue: '1.99', tax: '0.40' })
    await expect(refund(), 'and nothing was paid for it').rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
  })

  test('an order of 0 gives a bill of 0.00, of which nothing is refunded', async () => {
    await given('P1M', hosting)
    await pay()
    expect(await books()).toEqual({})
    await expect(refund()).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
  })
})

describe('what is not paid', () => {
  test('an order that nobody paid: nothing to refund', async () => {
    await given('P1Y', hosting)
    await expect(refund()).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
  })

  test('one that is being paid: wait', async () => {
    await house.script(card, 'pending:P5D:success')
    await given('P1Y', hosting)
    await pay()
    await expect(refund()).rejects.toMatchObject({ code: 'ORDER_BEING_PAID' })
  })

  test('one that is not there', async () => {
    order = { ...order, id: 1 as Order['id'] }
    await expect(refund()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
