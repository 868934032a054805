import { expect, test } from 'vitest'
import { readKeyFile } from './key-file.ts'

const keys = { kind: 'keys', applicationKey: 'ak', applicationSecret: 'as', consumerKey: 'ck' }

test('a sandbox.json, of which the admin token is left alone', () => {
  const { kind: _kind, ...fields } = keys
  const text = JSON.stringify({ endpoint: 'http://127.0.0.1:8080/1.0', ...fields, adminToken: 'secret', password: 'p' })
  expect(readKeyFile(`\n${text}`)).toEqual({ endpoint: 'http://127.0.0.1:8080/1.0', credentials: keys })
})

test.each([
  ['the section that the endpoint names', 'http://127.0.0.1:8080/1.0', 'http://127.0.0.1:8080/1.0'],
  ['a section of a name', 'ovh-eu', 'ovh-eu'],
])('an ovh.conf: %s', (_case, endpoint, section) => {
  const other = '[other]\napplication_key=x\napplication_secret=x\nconsumer_key=x\n'
  const text = `; a comment\r\n[default]\nendpoint=${endpoint}\n\n[${section}]\n application_key = ak\napplication_secret=as \nconsumer_key=ck\n\n${other}`
  expect(readKeyFile(text)).toEqual({ endpoint, credentials: keys })
})

test('an ovh.conf of one section, of an OAuth2 client, of a token', () => {
  expect(readKeyFile('application_key=ak\napplication_secret=as\nconsumer_key=ck')).toMatchObject({ endpoint: null })
  const read = (fields: string) => readKeyFile(`[default]\nendpoint=ovh-eu\n[ovh-eu]\n${fields}`).credentials
  expect(read('client_id=id\nclient_secret=cs')).toEqual({ kind: 'client', clientId: 'id', clientSecret: 'cs' })
  expect(read('access_token=t=')).toEqual({ kind: 'token', token: 't=' })
})

test.each([
  ['{"applicationKey": "half', 'begins as JSON and is none'],
  ['{"applicationKey": "half"}', 'There are no keys in this'],
  ['[default]\nendpoint=ovh-eu\n[ovh-ca]\napplication_key=ak\napplication_secret=as\nconsumer_key=ck', 'no keys'],
  ['', 'There are no keys in this'],
])('%j has none, and what is said holds nothing of it', (text, message) => {
  expect(() => readKeyFile(text)).toThrow(message)
  expect(() => readKeyFile(text)).not.toThrow('half')
})
