import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorize, type OutgoingRequest } from './authorize.ts'

const keys = { kind: 'keys', applicationKey: 'ak', applicationSecret: 'as', consumerKey: 'ck' } as const
const authority = {
  pageOrigin: 'http://localhost:8080',
  publicOrigin: 'https://renew.example',
  clock: { timestamp: async () => '5', forget() {} },
}

function request(url: string, method = 'GET', body?: string): OutgoingRequest {
  return { url, method, headers: { accept: '*/*' }, ...(body === undefined ? {} : { body }) }
}

test('the call goes to the origin of the page, the signature is over the public URL and the body', async () => {
  const sent = await authorize(request('/1.0/me/order?date.from=a%2Bb', 'post', '{"a":"é"}'), keys, authority)
  const signed = 'as+ck+POST+https://renew.example/1.0/me/order?date.from=a%2Bb+{"a":"é"}+5'
  expect(sent.url).toBe('http://localhost:8080/1.0/me/order?date.from=a%2Bb')
  expect(sent.headers).toEqual({
    accept: '*/*',
    'X-Ovh-Application': 'ak',
    'X-Ovh-Consumer': 'ck',
    'X-Ovh-Timestamp': '5',
    'X-Ovh-Signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
  })
})

test('what is signed is what the browser sends: its own form of the address', async () => {
  const sent = await authorize(request('http://localhost:8080/1.0/domain/é.fr?q=a b'), keys, authority)
  expect(sent.url).toBe('http://localhost:8080/1.0/domain/%C3%A9.fr?q=a%20b')
})

test('a token is sent as such, and without keys nothing is', async () => {
  const byToken = await authorize(request('/1.0/me'), { kind: 'token', token: 't' }, authority)
  expect(byToken).toMatchObject({ headers: { accept: '*/*', Authorization: 'Bearer t' }, credentials: 'omit' })
  expect((await authorize(request('/1.0/me'), null, authority)).headers).toEqual({ accept: '*/*' })
})

test('keys do not leave for another origin', async () => {
  for (const url of ['https://eu.api.ovh.com/1.0/me', '//evil.example/1.0/me', 'http://localhost:8081/1.0/me']) {
    await expect(authorize(request(url), keys, authority)).rejects.toThrow('is not this server')
  }
})
