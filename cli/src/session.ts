import { type Client, createClient } from '@odnowa/sdk/client.ts'
import { type Configuration, type ConfigurationFlags, readConfiguration } from './configuration/read-configuration.ts'
import { businessTime } from './configuration/sandbox-clock.ts'
import { type Paint, paintFor } from './output/style.ts'
import { refusal } from './refusal.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/** The options that every verb has. */
export interface CommonFlags extends ConfigurationFlags {
  readonly json?: boolean
  readonly csv?: boolean
  readonly color?: boolean
  readonly debug?: boolean
  readonly timeout?: string
}

/** What a verb works with. */
export interface Session {
  readonly terminal: Terminal
  readonly flags: CommonFlags
  readonly configuration: Configuration
  readonly client: Client
  readonly paint: Paint
  /** Milliseconds since 1970, by the clock that renewals go by: a sandbox's may be ahead. */
  readonly businessTime: () => Promise<number>
  /** A sentence for the person, on standard error, so that standard output holds results alone. */
  readonly tell: (sentence: string) => void
}

/** @throws configuration when no credentials are found */
export function openSession(terminal: Terminal, flags: CommonFlags): Session {
  if (flags.json && flags.csv) throw refusal('usage', '--json and --csv exclude each other')
  if (flags.timeout !== undefined) secondsOf(flags.timeout)
  const configuration = readConfiguration(terminal, flags)
  if (configuration.credentials.kind === 'none') throw refusal('configuration', nothingFound(configuration.endpoint))
  return {
    ...{ terminal, flags, configuration },
    client: clientFor(terminal, configuration, flags),
    paint: paintFor(terminal, flags.color !== false),
    businessTime: () => businessTime(terminal, configuration),
    tell: (sentence) => terminal.error(`${sentence}\n`),
  }
}

/** A client of the SDK for an endpoint and its credentials. */
export function clientFor(
  terminal: Terminal,
  { endpoint, credentials }: Pick<Configuration, 'endpoint' | 'credentials'>,
  { timeout }: Pick<CommonFlags, 'timeout'> = {},
): Client {
  return createClient({
    ...{ endpoint, credentials, fetch: terminal.fetch, userAgent: `odnowa/${version}` },
    ...(timeout === undefined ? {} : { timeoutSeconds: secondsOf(timeout) }),
  })
}

function secondsOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) === 0) {
    throw refusal('usage', `--timeout ${text}: write a number of seconds`)
  }
  return Number(text)
}

function nothingFound(endpoint: string): string {
  return [
    `no credentials for ${endpoint}: nothing in OVH_*, ./ovh.conf, ~/.ovh.conf, /etc/ovh.conf, and no sandbox in ./data`,
    '  at OVHcloud: `odnowa login` makes a key and writes it down',
    '  to try things out: start a sandbox with `npm start` and call odnowa from the same folder',
  ].join('\n')
}
