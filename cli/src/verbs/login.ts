import { join } from 'node:path'
import { type Client, createClient } from '@odnowa/sdk/client.ts'
import { ApiError } from '@odnowa/sdk/errors.ts'
import { readConfiguration } from '../configuration/read-configuration.ts'
import { confirm } from '../confirm.ts'
import { type AccessRule, rulesFor } from '../login/access-rules.ts'
import { hasConsumerKey, writeKeys } from '../login/key-file.ts'
import { parseSeconds } from '../orders/wait-option.ts'
import { startProgress } from '../output/progress.ts'
import { paintFor } from '../output/style.ts'
import { refusal } from '../refusal.ts'
import { type CommonFlags, clientFor, type Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'
import { type Register, several, withConnection } from '../verb.ts'

interface Options extends CommonFlags {
  readonly applicationKey?: string
  readonly readOnly?: boolean
  readonly rule?: readonly string[]
  readonly here?: boolean
  readonly yes?: boolean
  readonly wait: string
}

export const registerLogin: Register = (program, terminal) => {
  withConnection(
    program
      .command('login')
      .summary('get a consumer key and write it into ovh.conf')
      .description(
        'Ask for a consumer key that may do what these verbs do, show where to validate it, wait, and write it into' +
          " ~/.ovh.conf. The application's key and secret are taken from the configuration, or asked for.",
      ),
  )
    .optionsGroup('Options:')
    .option(
      '--application-key <key>',
      'the key of your application; its secret is asked for, or OVH_APPLICATION_SECRET',
    )
    .option('--read-only', 'a key that can list and read, and neither order nor pay')
    .option('--rule <rule>', 'a further access rule, such as "GET /vps/*"; may be given several times', several)
    .option('--here', 'write ./ovh.conf instead of ~/.ovh.conf')
    .option('--yes', 'replace a consumer key that is there without asking')
    .option('--wait <seconds>', 'how long to wait for the validation', '600')
    .action((options: Options) => work(terminal, options))
}

async function work(terminal: Terminal, options: Options): Promise<void> {
  const waitSeconds = parseSeconds('--wait', options.wait)
  const { endpoint, credentials } = readConfiguration(withoutApplication(terminal, options), options)
  if (credentials.kind === 'oauth2' || credentials.kind === 'token') throw needsNoKey(endpoint)
  const given = credentials.kind === 'keys' && options.applicationKey === undefined ? credentials : null
  const application = given ?? (await askForApplication(terminal, endpoint, options))
  const path = join(options.here ? terminal.folder : terminal.home, options.here ? 'ovh.conf' : '.ovh.conf')
  const session = anonymousSession(terminal, options)
  if (hasConsumerKey(path, endpoint)) {
    await confirm(session, `${path} has a consumer key for ${endpoint}. Replace it?`, options.yes)
  }
  const rules = rulesFor({ readOnly: options.readOnly ?? false, more: options.rule ?? [] })
  tellRules(session, endpoint, rules)
  const keys = { ...application, kind: 'keys' as const }
  const asking = clientFor(terminal, { endpoint, credentials: { ...keys, consumerKey: null } }, options)
  const asked = await asking.call('POST /auth/credential', { body: { accessRules: [...rules] } })
  session.tell(`Open this page, log in and choose how long the key is good for:\n\n  ${asked.validationUrl}\n`)
  const client = clientFor(terminal, { endpoint, credentials: { ...keys, consumerKey: asked.consumerKey } }, options)
  await waitForValidation(terminal, client, waitSeconds)
  writeKeys(path, endpoint, {
    application_key: application.applicationKey,
    application_secret: application.applicationSecret,
    consumer_key: asked.consumerKey,
  })
  session.tell(`The key is validated and written to ${path}`)
  tellWhatComesBefore(session, endpoint, asked.consumerKey)
}

/** An application that is named on the command line takes the place of the environment's. */
function withoutApplication(terminal: Terminal, { applicationKey }: Options): Terminal {
  if (applicationKey === undefined) return terminal
  const { OVH_APPLICATION_KEY: _key, OVH_APPLICATION_SECRET: _secret, ...environment } = terminal.environment
  return { ...terminal, environment }
}

function needsNoKey(endpoint: string): Error {
  return refusal('configuration', `${endpoint} is configured with OAuth2, which needs no consumer key`)
}

/** A key that another place overrides would seem not to work. */
function tellWhatComesBefore({ terminal, tell }: Session, endpoint: string, consumerKey: string): void {
  const { credentials, source } = readConfiguration(terminal, { endpoint })
  if (credentials.kind === 'keys' && credentials.consumerKey === consumerKey) return
  tell(`It is not used as long as the configuration comes from ${source}, which goes before it`)
}

interface Application {
  readonly applicationKey: string
  readonly applicationSecret: string
}

async function askForApplication(terminal: Terminal, endpoint: string, options: Options): Promise<Application> {
  const { origin } = new URL(clientFor(terminal, { endpoint, credentials: { kind: 'none' } }).baseUrl)
  const secret = terminal.environment.OVH_APPLICATION_SECRET || null
  if (!terminal.canAsk && (options.applicationKey === undefined || secret === null)) {
    throw refusal(
      'configuration',
      `no application key for ${endpoint}: make one at ${origin}/createApp/ and set OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET`,
    )
  }
  if (options.applicationKey === undefined)
    terminal.error(`An application has a key and a secret: ${origin}/createApp/ makes one.\n`)
  const applicationKey = options.applicationKey ?? (await terminal.ask('Application key: '))
  const applicationSecret = secret ?? (await terminal.ask('Application secret (not shown): ', { secret: true }))
  if (!applicationKey?.trim() || !applicationSecret?.trim()) throw refusal('notConfirmed', 'nothing was done')
  return { applicationKey: applicationKey.trim(), applicationSecret: applicationSecret.trim() }
}

function tellRules({ tell }: Session, endpoint: string, rules: readonly AccessRule[]): void {
  tell(`Asking ${endpoint} for a key that may do this, and nothing else:`)
  for (const { method, path } of rules) tell(`  ${method.padEnd(4)} ${path}`)
}

const pauseMilliseconds = 2000

/** Asks who the key is until it is somebody. @throws refused or notConfirmed */
async function waitForValidation(terminal: Terminal, client: Client, seconds: number): Promise<void> {
  const progress = startProgress(terminal, 'waiting for the validation, seconds')
  const until = terminal.now() + seconds * 1000
  try {
    while (!(await isValidated(client))) {
      if (terminal.now() >= until) {
        throw refusal('notConfirmed', `the key was not validated in ${seconds} s; nothing was written`)
      }
      progress.report(Math.round(seconds - (until - terminal.now()) / 1000), seconds)
      await terminal.sleep(pauseMilliseconds)
    }
  } finally {
    progress.end()
  }
}

/** A key that waits is answered 400 or 403; one that was refused cannot be told from it for certain, but by its state. */
async function isValidated(client: Client): Promise<boolean> {
  try {
    const { status } = await client.call('GET /auth/currentCredential')
    if (status === 'validated') return true
    if (status === 'pendingValidation') return false
  } catch (error) {
    if (error instanceof ApiError && (error.status === 403 || error.status === 400)) return false
    throw error
  }
  throw refusal('refused', 'the validation was refused; nothing was written')
}

/** What asking and telling need, before there are credentials. */
function anonymousSession(terminal: Terminal, flags: Options): Session {
  return {
    ...{ terminal, flags, paint: paintFor(terminal, flags.color !== false) },
    configuration: { endpoint: '', credentials: { kind: 'none' }, source: '', sandboxFolder: null },
    client: createClient({ endpoint: 'ovh-eu', credentials: { kind: 'none' } }),
    businessTime: async () => terminal.now(),
    tell: (sentence) => terminal.error(`${sentence}\n`),
  }
}
