import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { codeOf, meansHolder } from '../../../test/means-holder.ts'
import { callbackUrl, goodCard, linkOf, sendForm } from '../../../test/registering.ts'
import type { TestServer } from '../../../test/server.ts'
import { forgetRegistrations } from '../../actions/means/forget-registrations.ts'

let server: TestServer
let call: Call

meansHolder((scene) => {
  ;({ server, call } = scene)
})

const begin = (paymentType: string) => call('POST', '/me/payment/method', { body: { paymentType, callbackUrl } })
const method = async (id: number) => (await call('GET', `/me/payment/method/${id}`)).body
const send = (link: URL, fields: Readonly<Record<string, string>>) => sendForm(server.app, link, fields)

describe('what its holder does not finish', () => {
  test('is given up on the form: it is gone, and finalize says so', async () => {
    const begun = await begin('CREDIT_CARD')
    const sent = await send(linkOf(begun), { decision: 'cancel' })
    expect(sent.location).toBe(callbackUrl.cancel)
    const id = begun.body.paymentMethodId
    expect(await codeOf(call('POST', `/me/payment/method/${id}/finalize`, { body: {} }))).toEqual([404, 'NOT_FOUND'])
    expect((await send(linkOf(begun), goodCard)).location).toBe(callbackUrl.cancel)
    expect((await call('GET', '/me/payment/method')).body).toEqual([])
  })

  test('can be deleted: its link leads nowhere', async () => {
    const begun = await begin('CREDIT_CARD')
    expect((await call('DELETE', `/me/payment/method/${begun.body.paymentMethodId}`)).body.status).toBe('CANCELED')
    expect((await send(linkOf(begun), goodCard)).status).toBe(404)
  })

  test('is over after an hour: link and method are gone, but for what the provider has', async () => {
    const [left, done] = [await begin('CREDIT_CARD'), await begin('CREDIT_CARD')]
    const facts = JSON.stringify({ kind: 'paypal', token: 'B-2', email: 'maria@example.com' })
    await server.transaction(async (open) => {
      await open.query(sql`update means_registrations set expires_at = '2020-01-01' where outcome is null`)
      await open.query(sql`update sandbox.registrations set expires_at = '2020-01-01' where state = 'open'`)
      await open.query(sql`
        update sandbox.registrations set state = 'registered', facts = ${facts}::jsonb
        where means_id = ${done.body.paymentMethodId}::bigint`)
    })
    expect((await send(linkOf(left), goodCard)).status).toBe(404)
    expect(await forgetRegistrations(server.parts)).toBeGreaterThan(1)
    expect((await call('GET', '/me/payment/method')).body).toEqual([done.body.paymentMethodId])
    expect(await forgetRegistrations(server.parts)).toBe(0)
  })

  test('five cards that are refused end a form; the method is rejected and can be deleted', async () => {
    const begun = await begin('CREDIT_CARD')
    const id = begun.body.paymentMethodId
    const refused = { ...goodCard, number: '4000000000000002' }
    for (const _ of [1, 2, 3, 4]) expect((await send(linkOf(begun), refused)).status).toBe(400)
    expect((await send(linkOf(begun), refused)).location).toBe(callbackUrl.failure)
    expect((await send(linkOf(begun), goodCard)).location).toBe(callbackUrl.failure)
    expect((await method(id)).status).toBe('REJECTED')
    expect(await codeOf(call('POST', `/me/payment/method/${id}/finalize`, { body: {} }))).toEqual([
      409,
      'REGISTRATION_OVER',
    ])
    expect(await codeOf(call('PUT', `/me/payment/method/${id}`, { body: { default: true } }))).toEqual([
      400,
      'PAYMENT_MEANS_NOT_VALID',
    ])
    expect((await call('DELETE', `/me/payment/method/${id}`)).status).toBe(200)
  })
})
