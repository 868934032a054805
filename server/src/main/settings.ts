import { parseArgs } from 'node:util'
import { refusal } from '../database/refusal.ts'
import type { LogLevel } from './log.ts'
import { type SettingName, settingTable } from './setting-table.ts'

export type Role = 'api' | 'worker' | 'console'

/** What the person who starts the server has chosen. */
export interface Settings {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** An origin without a final slash; null: to be made of host and port. */
  readonly publicUrl: string | null
  readonly mode: 'sandbox' | 'production'
  /** A folder; relative to the working directory. */
  readonly data: string
  /** Null: embedded PostgreSQL under the data folder. */
  readonly databaseUrl: string | null
  readonly roles: readonly Role[]
  readonly timezone: string
  /** Files of PEM. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** A secret. Null: made once and kept in the data folder; not in production. */
  readonly secretKey: string | null
  /** Requests a minute for each credential, 0 for no limit. */
  readonly rateLimit: number
  /** A secret. Null: made from the secret key; not in production. */
  readonly adminToken: string | null
  /** A secret. Null: mails are kept, not sent. */
  readonly smtpUrl: string | null
  readonly webhookPrivate: 'allow' | 'refuse'
  /** A port for `/metrics` and `/health` alone; 0: any free one, null: none. */
  readonly metricsPort: number | null
  readonly logLevel: LogLevel
}

/** What is not set, where that goes by the mode. */
const usual = {
  sandbox: { rateLimit: 0, webhookPrivate: 'allow' },
  production: { rateLimit: 600, webhookPrivate: 'refuse' },
} as const

/**
 * Reads the settings: flags win over environment, environment over defaults. An empty variable counts as not set.
 * @param words the command line behind the script's name
 * @throws BAD_SETTING that names the flag or variable
 */
export function readSettings(words: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  refuseUnknownVariables(environment)
  const flags = readFlags(words)
  const raw = (name: SettingName) => givenOf(name, flags, environment)
  const mode = oneOf(raw('mode'), ['sandbox', 'production'])
  return {
    host: required(raw('host')),
    port: integer(raw('port'), 65_535),
    publicUrl: origin(raw('publicUrl')),
    mode,
    data: required(raw('data')),
    databaseUrl: postgresUrl(raw('databaseUrl')),
    roles: roles(raw('roles')),
    timezone: timezone(raw('timezone')),
    tls: tls(raw('tlsCert'), raw('tlsKey')),
    secretKey: secret(raw('secretKey')),
    rateLimit: ifGiven(raw('rateLimit'), (limit) => integer(limit, 1_000_000)) ?? usual[mode].rateLimit,
    adminToken: secret(raw('adminToken')),
    smtpUrl: smtpUrl(raw('smtpUrl')),
    webhookPrivate:
      ifGiven(raw('webhookPrivate'), (word) => oneOf(word, ['allow', 'refuse'])) ?? usual[mode].webhookPrivate,
    metricsPort: ifGiven(raw('metricsPort'), (port) => integer(port, 65_535)),
    logLevel: oneOf(raw('logLevel'), ['info', 'warn', 'error']),
  }
}

/** A setting's text and the flag or variable it was read from; null when it has neither been given nor a default. */
interface Given {
  readonly source: string
  readonly text: string | null
}

type Flags = Readonly<Record<string, string | undefined>>

function givenOf(name: SettingName, flags: Flags, environment: NodeJS.ProcessEnv): Given {
  const { flag, variable, fallback } = settingTable[name]
  const written = flag === null ? undefined : flags[flag]
  if (written !== undefined) return { source: `--${flag}`, text: written }
  return { source: variable, text: environment[variable] || fallback }
}

function ifGiven<Value>(given: Given, read: (given: Given) => Value): Value | null {
  return given.text === null ? null : read(given)
}

function readFlags(words: readonly string[]): Flags {
  const flags = Object.values(settingTable).flatMap(({ flag }) => flag ?? [])
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }]))
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values as Record<
      string,
      string
    >
  } catch (error) {
    throw refusal(
      'BAD_SETTING',
      `${error instanceof Error ? error.message : error}\n\`npm start -- --help\` lists the settings.`,
    )
  }
}

function refuseUnknownVariables(environment: NodeJS.ProcessEnv): void {
  const known = Object.values(settingTable).map(({ variable }) => variable)
  const unknown = Object.keys(environment).find((name) => name.startsWith('ODNOWA_') && !known.includes(name))
  if (unknown) throw refusal('BAD_SETTING', `unknown variable ${unknown}: \`npm start -- --help\` lists the settings`)
}

function bad({ source, text }: Given, expected: string): Error {
  return refusal('BAD_SETTING', `${source} is "${text}": it must be ${expected}`)
}

function required(given: Given): string {
  if (!given.text) throw bad(given, 'not empty')
  return given.text
}

function oneOf<Word extends string>(given: Given, words: readonly Word[]): Word {
  const word = words.find((each) => each === given.text)
  if (word === undefined) throw bad(given, words.join(' or '))
  return word
}

function integer(given: Given, most: number): number {
  const value = /^\d{1,9}$/.test(given.text ?? '') ? Number(given.text) : Number.NaN
  if (!(value <= most)) throw bad(given, `a whole number from 0 to ${most}`)
  return value
}

function origin(given: Given): string | null {
  if (given.text === null) return null
  const url = URL.parse(given.text)
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (!isOrigin) throw bad(given, 'an origin such as https://renew.example.com, without a path')
  return url.origin
}

/** The value may hold a password, so the message does not repeat it. */
function postgresUrl({ source, text }: Given): string | null {
  if (text === null) return null
  if (!/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw refusal('BAD_SETTING', `${source} must be a URL such as postgres://user:password@host:5432/odnowa`)
  }
  return text
}

/** The value may hold a password, so the message does not repeat it. */
function smtpUrl({ source, text }: Given): string | null {
  if (text === null) return null
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw refusal('BAD_SETTING', `${source} must be a URL such as smtps://user:password@mail.example.com:465`)
  }
  return text
}

function roles(given: Given): readonly Role[] {
  const chosen = required(given)
    .split(',')
    .map((word) => oneOf({ source: given.source, text: word.trim() }, ['api', 'worker', 'console'] as const))
  if (!chosen.includes('api') && !chosen.includes('worker')) throw bad(given, 'a list with api or worker in it')
  return [...new Set(chosen)]
}

function timezone(given: Given): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: required(given) }).resolvedOptions().timeZone
  } catch {
    throw bad(given, 'the IANA name of a time zone such as Europe/Paris')
  }
}

function tls(cert: Given, key: Given): Settings['tls'] {
  if (cert.text === null && key.text === null) return null
  if (cert.text === null || key.text === null) {
    throw refusal('BAD_SETTING', '--tls-cert and --tls-key go together: give both files, or neither')
  }
  return { cert: cert.text, key: key.text }
}

function secret({ source, text }: Given): string | null {
  if (text !== null && text.length < 16) throw refusal('BAD_SETTING', `${source} must have 16 characters at least`)
  return text
}
