import { expect, test } from 'vitest'
import { signedHeaders } from './signing.ts'

const keys = {
  kind: 'keys',
  applicationKey: 'TDPKJdwZwAQPwKX2',
  applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
} as const

/** ovh-api.md 1.2 */
test.each([
  ['GET', 'https://eu.api.ovh.com/1.0/auth', '', '$1$e9556054b6309771395efa467c22e627407461ad'],
  ['POST', 'https://eu.api.ovh.com/1.0/auth', '{"a":"b","c":"d"}', '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1'],
  ['PUT', 'https://eu.api.ovh.com/1.0/auth', '{"a":"b","c":"d"}', '$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b'],
  ['DELETE', 'https://eu.api.ovh.com/1.0/auth', '', '$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85'],
  ['GET', 'https://eu.api.ovh.com/v1/call', '', '$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad'],
])('%s %s is signed as the SDKs sign it', async (method, url, body, expected) => {
  expect(await signedHeaders(keys, { method, url, body }, '1457018875')).toEqual({
    'X-Ovh-Application': 'TDPKJdwZwAQPwKX2',
    'X-Ovh-Consumer': '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
    'X-Ovh-Timestamp': '1457018875',
    'X-Ovh-Signature': expected,
  })
})

test('where a browser has no SHA-1, it is said what to do', async () => {
  const { subtle } = crypto
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
  try {
    const call = { method: 'GET', url: 'http://renew.example/1.0/me', body: '' }
    await expect(signedHeaders(keys, call, '1')).rejects.toThrow('on https and on localhost only')
  } finally {
    Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true })
  }
})
