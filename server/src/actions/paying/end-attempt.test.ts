import { describe, expect, test } from 'vitest'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes } from '../../../test/invariants.ts'
import type { TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer, renewedEvents, wholePlan } from '../../../test/paying.ts'
import type { OrderId } from '../../identity/identity.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { endAttempt } from './end-attempt.ts'

let database: TestDatabase
let parts: TestParts
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, maria } = scene)
})

const types = (orderId: OrderId) => eventTypes(database.transaction, orderId)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])

describe('P2 the operator ends what is parked', () => {
  async function parked(): Promise<OrderId> {
    const orderId = await maria.paidBy('timeout:silent')
    await maria.after(...wholePlan)
    expect(await maria.attemptOf(orderId)).toMatchObject({ state: 'parked', resolveAt: null, lookups: 7 })
    return orderId
  }

  test('success: delivered as if the gateway had said so, though the order’s time is over', async () => {
    const orderId = await parked()
    const { id: attemptId } = await maria.attemptOf(orderId)
    expect(await endAttempt(parts, { operator, attemptId, outcome: 'success' })).toMatchObject({ state: 'succeeded' })
    expect((await types(orderId)).slice(3)).toEqual(renewedEvents)
    expect(await maria.serviceOf(12345)).toEqual(['2028-01-15', 'active', []])
  })

  test('failed: nothing was taken, and the order expires at last', async () => {
    const orderId = await parked()
    const { id: attemptId } = await maria.attemptOf(orderId)
    await endAttempt(parts, { operator, attemptId, outcome: 'failed' })
    expect(await maria.told(orderId, 3)).toEqual([
      ['payment.failed', { reason: 'operator', means: 'paypal' }],
      ['order.expired', {}],
    ])
    await allIsWell()
  })

  test.each(['success', 'timeout:silent', 'decline:lost'])('refused for one that is not parked: %s', async (script) => {
    const orderId = await maria.paidBy(script)
    const before = await types(orderId)
    const { id: attemptId } = await maria.attemptOf(orderId)
    const ending = endAttempt(parts, { operator, attemptId, outcome: 'success' })
    await expect(ending).rejects.toMatchObject({ status: 409, code: 'CONFLICT' })
    expect(await types(orderId)).toEqual(before)
  })

  test('twice at once: ended once', async () => {
    const { id: attemptId } = await maria.attemptOf(await parked())
    const both = (['success', 'failed'] as const).map((outcome) => endAttempt(parts, { operator, attemptId, outcome }))
    const results = await Promise.allSettled(both)
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
