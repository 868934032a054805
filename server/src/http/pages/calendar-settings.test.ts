import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'

let house: CustomerHouse
let ola: Account
let jan: Account

beforeAll(async () => {
  house = await customerHouse()
  ola = await testAccount(house.parts, { password: 'poprawne hasło', language: 'pl_PL' })
  jan = await testAccount(house.parts, { password: 'correct horse', language: 'en_GB' })
})
afterAll(() => house?.close())

/** Each test comes from an address of its own, so that the limit of attempts counts it alone. */
let address = 0
beforeEach(() => {
  address += 1
})

const visit = (headers = {}) => house.app.inject({ url: '/calendar', headers, remoteAddress: `198.51.100.${address}` })
const send = (fields: Record<string, string>, headers = {}) =>
  house.app.inject({
    method: 'POST',
    url: '/calendar',
    remoteAddress: `198.51.100.${address}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
const logIn = ({ nichandle }: Account = ola, password = 'poprawne hasło') => send({ nichandle, password })

const tokenOf = (page: { body: string }) => /name="token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
const addressOf = (page: { body: string }) => /<code>(https:[^<]+)<\/code>/.exec(page.body)?.[1]
const change = async (page: { body: string }, what: string) => send({ token: tokenOf(page), change: what })
const read = async (url: string | undefined) =>
  (await house.app.inject({ url: new URL(url ?? 'x:').pathname, remoteAddress: `198.51.100.${address}` })).statusCode

test('a holder logs in, makes an address, replaces it and ends it, in his language', async () => {
  const page = await logIn()
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('<html lang="pl">')
  expect(page.body).toContain(`Konto ${ola.nichandle}`)
  expect(page.body).toContain('Twój kalendarz nie ma jeszcze adresu.')
  expect(page.body).not.toContain('value="end"')

  const made = await change(page, 'make')
  const first = addressOf(made)
  expect(first).toMatch(/^https:\/\/odnowa\.example\/calendar\/[\w-]{22}\.ics$/)
  expect(made.body).toContain('Twój kalendarz ma nowy adres.')
  expect(made.body).toContain(`href="${first?.replace('https:', 'webcal:')}"`)
  expect(await read(first)).toBe(200)
  expect(addressOf(await logIn())).toBe(first)

  const replaced = await change(made, 'make')
  expect(addressOf(replaced)).not.toBe(first)
  expect([await read(first), await read(addressOf(replaced))]).toEqual([404, 200])

  const ended = await change(replaced, 'end')
  expect(ended.body).toContain('Adres jest unieważniony')
  expect([addressOf(ended), await read(addressOf(replaced))]).toEqual([undefined, 404])
})

test('a form sent again changes nothing, nor does one that shows an address which is no more', async () => {
  const page = await logIn()
  const made = await change(page, 'make')
  for (const what of ['make', 'end']) {
    const again = await change(page, what)
    expect(again.body).toContain('Niczego nie zmieniono')
    expect(addressOf(again)).toBe(addressOf(made))
  }
  const answers = await Promise.all(Array.from({ length: 5 }, () => change(made, 'make')))
  expect(answers.filter(({ body }) => body.includes('ma nowy adres'))).toHaveLength(1)
  expect(await change(await logIn(), 'destroy')).toMatchObject({ statusCode: 200 })
})

test('each holder has his own', async () => {
  const own = addressOf(await logIn())
  const other = await change(await logIn(jan, 'correct horse'), 'make')
  expect(other.body).toContain('Your calendar has a new address.')
  expect(addressOf(await logIn())).toBe(own)
})

test('the page keeps to itself: no script, no cookie, not stored, and its forms lead here alone', async () => {
  for (const page of [await visit(), await logIn(), await logIn(ola, 'wrong')]) {
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*form-action 'self'/),
    })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
    expect(page.body).not.toContain('<script')
  }
})

test.each([
  ['fr-FR,fr;q=0.9', 'Calendrier des renouvellements'],
  ['pl', 'Kalendarz odnowień'],
  ['de', 'Renewal calendar'],
])('who has not logged in is spoken to in the language of his browser: %s', async (language, title) => {
  const page = await visit({ 'accept-language': language })
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`)])
})

test('a wrong password and an account that is none are asked again alike, and counted', async () => {
  const wrong = await send({ nichandle: jan.nichandle, password: 'wrong <b>' })
  expect([wrong.statusCode, wrong.body]).toEqual([403, expect.stringContaining('Account or password is wrong.')])
  expect(wrong.body).toContain(`value="${jan.nichandle}"`)
  expect(wrong.body).not.toContain('wrong <b>')
  expect((await send({ nichandle: 'zz9-ovh', password: '' })).body).toContain('Account or password is wrong.')
  for (let times = 0; times < 8; times++) await logIn(ola, 'wrong')
  const refused = await logIn()
  expect([refused.statusCode, refused.body]).toEqual([429, expect.stringContaining('Too many attempts')])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})

test('without a token of ours nothing is shown or changed', async () => {
  const before = addressOf(await logIn())
  for (const token of ['', 'x', house.parts.seal.seal('{"purpose":"pay-order"}').toString('base64url')]) {
    const answer = await send({ token, change: 'end' })
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('open for too long')])
  }
  expect(addressOf(await logIn())).toBe(before)
})
