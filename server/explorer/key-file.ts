import type { ApplicationKeys, BearerToken, ClientSecret } from './credentials.ts'

export interface KeyFile {
  /** The server that the keys are for, as the file names it: a URL, or a name such as `ovh-eu`. */
  readonly endpoint: string | null
  readonly credentials: ApplicationKeys | BearerToken | ClientSecret
}

type Fields = Readonly<Record<string, string>>

/**
 * Reads a `sandbox.json`, or an `ovh.conf` as the OVH SDKs read it: keys stand in the section that `[default] endpoint` names.
 * Whatever else is in the file, an admin token for one, is not looked at.
 * @throws an Error that says what is missing, and holds nothing of the text
 */
export function readKeyFile(text: string): KeyFile {
  const fields = text.trimStart().startsWith('{') ? jsonFields(text) : confFields(text)
  return { endpoint: fields.endpoint ?? null, credentials: credentialsOf(fields) }
}

function credentialsOf(fields: Fields): KeyFile['credentials'] {
  const { applicationKey, applicationSecret, consumerKey, clientId, clientSecret, accessToken } = fields
  if (applicationKey && applicationSecret && consumerKey) {
    return { kind: 'keys', applicationKey, applicationSecret, consumerKey }
  }
  if (clientId && clientSecret) return { kind: 'client', clientId, clientSecret }
  if (accessToken) return { kind: 'token', token: accessToken }
  throw new Error(
    'There are no keys in this: application key, application secret and consumer key are needed, or client id and client secret.',
  )
}

function jsonFields(text: string): Fields {
  try {
    const written: Readonly<Record<string, unknown>> = JSON.parse(text)
    return Object.fromEntries(Object.entries(written).filter((entry): entry is [string, string] => isText(entry[1])))
  } catch {
    throw new Error('This begins as JSON and is none: take the whole file.')
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function confFields(text: string): Fields {
  let section: Record<string, string> = {}
  const defaults = section
  const sections = new Map([['default', defaults]])
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]
    const [, name, value] = /^\s*([a-z_]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? []
    if (heading !== undefined) {
      section = sections.get(heading) ?? {}
      sections.set(heading, section)
    } else if (name !== undefined && value !== undefined) section[camelCase(name)] = value
  }
  const { endpoint } = defaults
  return { ...defaults, ...(endpoint === undefined ? [...sections.values()].at(-1) : sections.get(endpoint)) }
}

/** `application_key` is `applicationKey`. */
function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
