import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testTerminal } from '../../test/test-terminal.ts'
import { sectionsOf, withValues } from './conf-file.ts'
import { readConfiguration } from './read-configuration.ts'

const root = mkdtempSync(join(tmpdir(), 'odnowa-configuration-'))
afterAll(() => rmSync(root, { recursive: true }))
let cases = 0

/** A machine with these files and variables. */
function machine(files: Readonly<Record<string, string>>, environment: Record<string, string> = {}) {
  const base = join(root, String(cases++))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  const folders = { folder: join(base, 'work'), home: join(base, 'home'), systemFolder: join(base, 'etc') }
  return { base, terminal: testTerminal({ environment, ...folders }) }
}

const keys = (name: string) => `application_key=${name}\napplication_secret=${name}s\nconsumer_key=${name}c\n`
const eu = (name: string) => `[ovh-eu]\n${keys(name)}`
const url = 'http://127.0.0.1:8080/1.0'
const found = (name: string) => ({
  kind: 'keys',
  applicationKey: name,
  applicationSecret: `${name}s`,
  consumerKey: `${name}c`,
})

describe('where the configuration comes from', () => {
  test.each([
    ['the working folder over home', { 'work/ovh.conf': eu('w'), 'home/.ovh.conf': eu('h') }, {}, 'ovh-eu', found('w')],
    ['home over the system', { 'home/.ovh.conf': eu('h'), 'etc/ovh.conf': eu('e') }, {}, 'ovh-eu', found('h')],
    ['the system alone', { 'etc/ovh.conf': eu('e') }, {}, 'ovh-eu', found('e')],
    [
      'one value of the environment over all files',
      { 'work/ovh.conf': eu('w') },
      { OVH_CONSUMER_KEY: 'x' },
      'ovh-eu',
      { ...found('w'), consumerKey: 'x' },
    ],
    [
      'an endpoint by URL, and the section of that name',
      { 'work/ovh.conf': `[default]\nendpoint=${url}\n[${url}]\n${keys('u')}${eu('w')}` },
      {},
      url,
      found('u'),
    ],
    [
      'the endpoint of the environment',
      { 'work/ovh.conf': `${eu('w')}[ovh-ca]\n${keys('c')}` },
      { OVH_ENDPOINT: 'ovh-ca' },
      'ovh-ca',
      found('c'),
    ],
    [
      'an empty variable counts as none',
      { 'home/.ovh.conf': eu('h') },
      { OVH_APPLICATION_KEY: '' },
      'ovh-eu',
      found('h'),
    ],
    [
      'a service account',
      { 'work/ovh.conf': '[ovh-eu]\nclient_id=i\nclient_secret=s\n' },
      {},
      'ovh-eu',
      { kind: 'oauth2', clientId: 'i', clientSecret: 's' },
    ],
    ['a ready token', {}, { OVH_ACCESS_TOKEN: 't' }, 'ovh-eu', { kind: 'token', accessToken: 't' }],
    ['nothing at all', {}, {}, 'ovh-eu', { kind: 'none' }],
  ] as const)('%s', (_, files, environment, endpoint, credentials) => {
    expect(readConfiguration(machine(files, environment).terminal, {})).toMatchObject({ endpoint, credentials })
  })

  test('beside a sandbox nothing needs to be set up; real credentials win', () => {
    const sandbox = { 'work/data/ovh.conf': `[default]\nendpoint=${url}\n\n[${url}]\n${keys('s')}` }
    const beside = machine(sandbox)
    const read = readConfiguration(beside.terminal, {})
    expect(read).toMatchObject({
      endpoint: url,
      credentials: found('s'),
      sandboxFolder: join(beside.base, 'work/data'),
    })
    expect(readConfiguration(machine({ ...sandbox, 'home/.ovh.conf': eu('h') }).terminal, {})).toMatchObject({
      endpoint: 'ovh-eu',
      credentials: found('h'),
      sandboxFolder: null,
    })
    const other = machine(sandbox, { OVH_ENDPOINT: 'ovh-ca' })
    expect(readConfiguration(other.terminal, {})).toMatchObject({ endpoint: 'ovh-ca', credentials: { kind: 'none' } })
    const moved = machine({ 'work/elsewhere/ovh.conf': sandbox['work/data/ovh.conf'] }, { ODNOWA_DATA: 'elsewhere' })
    expect(readConfiguration(moved.terminal, {})).toMatchObject({ endpoint: url, credentials: found('s') })
  })

  test('--config reads that file and nothing else; --endpoint chooses in it', () => {
    const { base, terminal } = machine(
      { 'work/ovh.conf': eu('w'), 'other.conf': `${eu('o')}[ovh-ca]\n${keys('c')}` },
      { OVH_APPLICATION_KEY: 'x', OVH_ENDPOINT: 'ovh-us' },
    )
    const config = join(base, 'other.conf')
    expect(readConfiguration(terminal, { config })).toMatchObject({ endpoint: 'ovh-eu', credentials: found('o') })
    expect(readConfiguration(terminal, { config, endpoint: 'ovh-ca' })).toMatchObject({ credentials: found('c') })
    expect(() => readConfiguration(terminal, { config: 'nowhere.conf' })).toThrow('there is no file')
  })

  test.each([
    [
      'application_key=a\napplication_secret=b\nclient_id=c\nclient_secret=d',
      'both an application key and a client id',
    ],
    ['client_id=c', 'has client_id but no client_secret'],
    ['application_secret=b', 'has application_secret but no application_key'],
  ])('%j is refused by name', (lines, message) => {
    const { terminal } = machine({ 'work/ovh.conf': `[ovh-eu]\n${lines}\n` })
    expect(() => readConfiguration(terminal, {})).toThrow(message)
  })

  test('mixed over two files is refused too', () => {
    const files = { 'work/ovh.conf': '[ovh-eu]\nclient_id=i\nclient_secret=s\n', 'home/.ovh.conf': eu('h') }
    expect(() => readConfiguration(machine(files).terminal, {})).toThrow('both an application key and a client id')
  })
})

describe('the text of a configuration file', () => {
  test('sections may be named by URLs', () => {
    expect(sectionsOf(`[${url}]\na=1\n[ovh-eu]\nb = 2\n`)).toEqual(
      new Map([
        [url, { a: '1' }],
        ['ovh-eu', { b: '2' }],
      ]),
    )
  })

  test('values are set in their section, and nothing else changes', () => {
    const before = '; mine\n[ovh-eu]\napplication_key=a\nconsumer_key=old\n\n[ovh-ca]\nconsumer_key=c\n'
    expect(withValues(before, 'ovh-eu', { consumer_key: 'new' })).toBe(
      '; mine\n[ovh-eu]\napplication_key=a\nconsumer_key=new\n\n[ovh-ca]\nconsumer_key=c\n',
    )
    expect(withValues('', 'ovh-eu', { consumer_key: 'x' })).toBe('[ovh-eu]\nconsumer_key=x\n')
    expect(withValues('[a]\nb=1\n', 'c', { d: '2' })).toBe('[a]\nb=1\n\n[c]\nd=2\n')
  })
})
