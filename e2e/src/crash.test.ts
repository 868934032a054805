import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PayingPoint } from '../../server/test/faults.ts'
import { makeFolder } from './folder.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { signedCall } from './signed-call.ts'

const folder = makeFolder('odnowa-crash-')
const data = join(folder, 'data')
const program = join(import.meta.dirname, 'dying-server.ts')
const service = 112233
let charged = 0n

beforeAll(async () => {
  const sandbox = await startSandbox({ data })
  charged = await centsCharged(sandbox)
  await sandbox.stop()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the provider took so far, in cents of EUR. */
async function centsCharged(sandbox: Sandbox): Promise<bigint> {
  const { charged: sums } = await sandbox.operator<{ charged: Record<string, string> }>('GET', '/sandbox/gateway')
  return BigInt((sums.EUR ?? '0.00').replace('.', ''))
}

async function expirationOf(sandbox: Sandbox): Promise<string> {
  return (await signedCall(sandbox, 'GET', '/vps/vps112233.ovh.net/serviceInfos')).body.expiration
}

/** Orders a month and pays it on a server that is killed at `point`; answers the order and the expiration before. */
async function payAndDie(point: PayingPoint): Promise<{ orderId: number; before: string }> {
  const dying = await startSandbox({ data, program, environment: { DIE_AT: point } })
  const before = await expirationOf(dying)
  const wish = { duration: 'P1M', services: [service], dryRun: false }
  const { orderId } = (await signedCall(dying, 'POST', `/service/${service}/renew`, wish)).body
  const payment = { paymentMean: 'paypal', paymentMeanId: 1234 }
  await expect(
    signedCall(dying, 'POST', `/me/order/${orderId}/payWithRegisteredPaymentMean`, payment),
  ).rejects.toThrow()
  await dying.kill()
  return { orderId, before }
}

/** Charged once, extended once, one bill, and no invariant broken. */
async function expectPaidOnce(
  sandbox: Sandbox,
  { orderId, before }: { orderId: number; before: string },
): Promise<void> {
  expect((await signedCall(sandbox, 'GET', `/me/order/${orderId}/status`)).body).toBe('delivered')
  charged += 420n
  expect(await centsCharged(sandbox)).toBe(charged)
  const expiration = Temporal.PlainDate.from(await expirationOf(sandbox))
  expect(
    Temporal.PlainDate.from(before).toPlainYearMonth().add({ months: 1 }).equals(expiration.toPlainYearMonth()),
  ).toBe(true)
  expect((await signedCall(sandbox, 'GET', `/me/bill?orderId=${orderId}`)).body).toHaveLength(1)
  expect((await sandbox.operator<{ violations: unknown[] }>('GET', '/admin/verify')).violations).toEqual([])
}

describe('a process killed while an order is being paid, and started again (P2, P3)', () => {
  test.each([
    'afterCharge',
    'inSettlement',
    'beforeCommit',
  ] as const)('killed at %s: the provider has the money, the next start asks and settles', async (point) => {
    const paid = await payAndDie(point)
    const sandbox = await startSandbox({ data, flags: ['--roles', 'api'] }) // a worker would take it over in the midst of the test
    try {
      expect((await signedCall(sandbox, 'GET', `/me/order/${paid.orderId}/status`)).body).toBe('checking')
      const again = await signedCall(sandbox, 'POST', `/me/order/${paid.orderId}/pay`, { paymentMethod: { id: 1234 } })
      expect([again.status, again.body.errorCode]).toEqual([409, 'ORDER_BEING_PAID'])
      await sandbox.operator('POST', '/sandbox/clock', { advance: 'PT1M' })
      await expectPaidOnce(sandbox, paid)
    } finally {
      await sandbox.stop()
    }
  }, 60_000)

  test('killed after the settlement, before the answer: it stands', async () => {
    const paid = await payAndDie('afterSettlement')
    const sandbox = await startSandbox({ data })
    try {
      await expectPaidOnce(sandbox, paid)
    } finally {
      await sandbox.stop()
    }
  }, 60_000)

  test('killed before the charge: nothing was taken, after an hour the order can be paid again', async () => {
    const paid = await payAndDie('beforeCharge')
    const sandbox = await startSandbox({ data })
    try {
      await sandbox.operator('POST', '/sandbox/clock', { advance: 'PT30M' })
      expect((await signedCall(sandbox, 'GET', `/me/order/${paid.orderId}/status`)).body).toBe('checking')
      await sandbox.operator('POST', '/sandbox/clock', { advance: 'PT31M' })
      expect((await signedCall(sandbox, 'GET', `/me/order/${paid.orderId}/status`)).body).toBe('notPaid')
      expect(await centsCharged(sandbox)).toBe(charged)
      const again = await signedCall(sandbox, 'POST', `/me/order/${paid.orderId}/pay`, { paymentMethod: { id: 1234 } })
      expect(again.status).toBe(200)
      await expectPaidOnce(sandbox, paid)
    } finally {
      await sandbox.stop()
    }
  }, 60_000)
})
