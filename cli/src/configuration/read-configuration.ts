import { join } from 'node:path'
import type { Credentials } from '@odnowa/sdk/client.ts'
import { findEndpoint } from '@odnowa/sdk/endpoints.ts'
import { refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { readConfFile, type Sections } from './conf-file.ts'

/** What the person gave on the command line. */
export interface ConfigurationFlags {
  /** A name (`ovh-eu`) or a URL. */
  readonly endpoint?: string | undefined
  /** Read this file and nothing else. */
  readonly config?: string | undefined
}

export interface Configuration {
  readonly endpoint: string
  /** `none` when nothing was found. */
  readonly credentials: Credentials
  /** Where the credentials were found, in words. */
  readonly source: string
  /** The sandbox's data folder, when this is the configuration that a sandbox wrote. */
  readonly sandboxFolder: string | null
}

/** Places of values, the strongest first. */
interface Place {
  readonly name: string
  readonly endpoint: string | undefined
  readonly values: (endpoint: string) => Readonly<Record<string, string | undefined>>
}

const keyNames = ['application_key', 'application_secret', 'consumer_key', 'client_id', 'client_secret', 'access_token']
const defaultEndpoint = 'ovh-eu'

/**
 * Reads what the OVH SDKs read, value by value: `OVH_*` over `./ovh.conf` over `~/.ovh.conf` over `/etc/ovh.conf`. Where these know
 * no credentials, the `ovh.conf` that a sandbox has written into `./data` (or `$ODNOWA_DATA`) is taken.
 * @throws configuration when what was found contradicts itself, ConfigurationError for an endpoint that is none
 */
export function readConfiguration(terminal: Terminal, flags: ConfigurationFlags): Configuration {
  const found = combine(placesFor(terminal, flags), flags.endpoint)
  if (found.credentials.kind !== 'none' || flags.config !== undefined) return { ...found, sandboxFolder: null }
  const folder = join(terminal.folder, terminal.environment.ODNOWA_DATA || 'data')
  const path = join(folder, 'ovh.conf')
  const sandbox = readConfFile(path)
  if (!sandbox) return { ...found, sandboxFolder: null }
  const fromSandbox = combine([filePlace(path, sandbox)], flags.endpoint ?? asked(terminal))
  return fromSandbox.credentials.kind === 'none'
    ? { ...found, sandboxFolder: null }
    : { ...fromSandbox, sandboxFolder: folder }
}

/** An endpoint that was asked for by variable is not silently another one's. */
function asked(terminal: Terminal): string | undefined {
  return terminal.environment.OVH_ENDPOINT || undefined
}

function placesFor(terminal: Terminal, { config }: ConfigurationFlags): readonly Place[] {
  if (config !== undefined) {
    const path = join(config.startsWith('/') ? '/' : terminal.folder, config)
    const sections = readConfFile(path)
    if (!sections) throw refusal('configuration', `--config: there is no file ${path}`)
    return [filePlace(path, sections)]
  }
  const files = [
    join(terminal.folder, 'ovh.conf'),
    join(terminal.home, '.ovh.conf'),
    join(terminal.systemFolder, 'ovh.conf'),
  ]
  return [
    environmentPlace(terminal),
    ...files.flatMap((path) => {
      const sections = readConfFile(path)
      return sections ? [filePlace(path, sections)] : []
    }),
  ]
}

function environmentPlace({ environment }: Terminal): Place {
  const values = Object.fromEntries(keyNames.map((name) => [name, environment[`OVH_${name.toUpperCase()}`]]))
  return { name: 'the environment', endpoint: environment.OVH_ENDPOINT || undefined, values: () => values }
}

function filePlace(path: string, sections: Sections): Place {
  return {
    name: path,
    endpoint: sections.get('default')?.endpoint || undefined,
    values: (endpoint) => sections.get(endpoint) ?? {},
  }
}

function combine(places: readonly Place[], wanted: string | undefined): Omit<Configuration, 'sandboxFolder'> {
  const endpoint = (wanted ?? places.find((place) => place.endpoint)?.endpoint ?? defaultEndpoint).replace(/\/+$/, '')
  findEndpoint(endpoint)
  const used = new Set<string>()
  const value = (name: string): string | null => {
    const place = places.find((each) => each.values(endpoint)[name])
    if (place) used.add(place.name)
    return place?.values(endpoint)[name] ?? null
  }
  const credentials = credentialsOf(value, endpoint)
  return { endpoint, credentials, source: [...used].join(' and ') }
}

function credentialsOf(value: (name: string) => string | null, endpoint: string): Credentials {
  const [applicationKey, applicationSecret] = [value('application_key'), value('application_secret')]
  const [clientId, clientSecret] = [value('client_id'), value('client_secret')]
  const accessToken = value('access_token')
  refuseMixed(endpoint, {
    'an application key': applicationKey ?? applicationSecret,
    'a client id': clientId ?? clientSecret,
    'an access token': accessToken,
  })
  if (accessToken) return { kind: 'token', accessToken }
  if (clientId && clientSecret) return { kind: 'oauth2', clientId, clientSecret }
  if (applicationKey && applicationSecret) {
    return { kind: 'keys', applicationKey, applicationSecret, consumerKey: value('consumer_key') }
  }
  refuseHalf(endpoint, { application_key: applicationKey, application_secret: applicationSecret })
  refuseHalf(endpoint, { client_id: clientId, client_secret: clientSecret })
  return { kind: 'none' }
}

function refuseMixed(endpoint: string, kinds: Readonly<Record<string, string | null>>): void {
  const given = Object.keys(kinds).filter((kind) => kinds[kind])
  if (given.length < 2) return
  throw refusal(
    'configuration',
    `the configuration for ${endpoint} has both ${given.join(' and ')}: keep one of them (see \`odnowa help configuration\`)`,
  )
}

function refuseHalf(endpoint: string, pair: Readonly<Record<string, string | null>>): void {
  const [given, missing] = [Object.keys(pair).find((name) => pair[name]), Object.keys(pair).find((name) => !pair[name])]
  if (given && missing) {
    throw refusal(
      'configuration',
      `the configuration for ${endpoint} has ${given} but no ${missing}: add it beside the other`,
    )
  }
}
