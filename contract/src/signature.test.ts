import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { candidateUrls, signature, signatureBase } from './signature.ts'

const keys = {
  applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
  timestamp: '1457018875',
}

/** ovh-api.md 1.2 */
test.each([
  ['GET', 'https://eu.api.ovh.com/1.0/auth', '', '$1$e9556054b6309771395efa467c22e627407461ad'],
  ['POST', 'https://eu.api.ovh.com/1.0/auth', '{"a":"b","c":"d"}', '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1'],
  ['PUT', 'https://eu.api.ovh.com/1.0/auth', '{"a":"b","c":"d"}', '$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b'],
  ['DELETE', 'https://eu.api.ovh.com/1.0/auth', '', '$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85'],
  ['GET', 'https://eu.api.ovh.com/1.0/call', '', '$1$7f2db49253edfc41891023fcd1a54cf61db05fbb'],
  ['GET', 'https://eu.api.ovh.com/v1/call', '', '$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad'],
  ['GET', 'https://eu.api.ovh.com/v2/call', '', '$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285'],
])('%s %s is signed as the SDKs sign it', (method, url, body, expected) => {
  expect(signed(method, url, body)).toBe(expected)
  expect(signed(method, url, new TextEncoder().encode(body))).toBe(expected)
})

test('the body is signed in its bytes, also when they are no text', () => {
  const body = Uint8Array.of(0xff, 0x00, 0xc3)
  const hash = createHash('sha1').update('secret+consumer+POST+https://h/+').update(body).update('+5').digest('hex')
  const parts = {
    applicationSecret: 'secret',
    consumerKey: 'consumer',
    method: 'POST',
    url: 'https://h/',
    timestamp: '5',
  }
  expect(sha1(signatureBase(parts, body))).toBe(hash)
})

test.each([
  ['go-ovh and python-ovh, by the public URL', 'http://127.0.0.1:8080/1.0/me'],
  ['by the host that they reached', 'http://localhost:8080/1.0/me'],
  ['behind a proxy that holds the certificate', 'https://localhost:8080/1.0/me'],
  ['node-ovh leaves the port out', 'https://localhost/1.0/me'],
])('%s', (_case, url) => {
  expect([
    ...candidateUrls({ publicUrl: 'http://127.0.0.1:8080', host: 'localhost:8080', target: '/1.0/me' }),
  ]).toContain(url)
})

test('python-ovh signs the path decoded and the query as sent', () => {
  const urls = [
    ...candidateUrls({ publicUrl: 'https://api', host: undefined, target: '/1.0/domain/%C3%A9.fr?a=%C3%A9' }),
  ]
  expect(urls).toEqual(['https://api/1.0/domain/%C3%A9.fr?a=%C3%A9', 'https://api/1.0/domain/é.fr?a=%C3%A9'])
})

test('a path that cannot be decoded is tried as sent, a decoded delimiter is tried both ways', () => {
  const at = (target: string) => [...candidateUrls({ publicUrl: 'https://api/', host: undefined, target })]
  expect(at('/1.0/%zz')).toEqual(['https://api/1.0/%zz'])
  expect(at('/1.0/a%2Fb%20c')).toEqual([
    'https://api/1.0/a%2Fb%20c',
    'https://api/1.0/a%2Fb c',
    'https://api/1.0/a/b c',
  ])
})

test('no URL is tried twice', () => {
  const urls = [...candidateUrls({ publicUrl: 'https://api', host: 'api', target: '/1.0/me' })]
  expect(urls).toEqual(['https://api/1.0/me', 'http://api/1.0/me'])
})

function signed(method: string, url: string, body: string | Uint8Array): string {
  return signature(sha1(signatureBase({ ...keys, method, url }, body)))
}

function sha1(pieces: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha1')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}
