import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Parts } from '../actions/parts.ts'
import { startEmbedded } from '../database/embedded.ts'
import { lockFolder } from '../database/folder-lock.ts'
import { refusal } from '../database/refusal.ts'
import { openDataFolder } from './data-folder.ts'
import { originOf, probeAddress } from './listen-address.ts'
import { makeLog } from './log.ts'
import type { SandboxFiles } from './sandbox-files.ts'
import { sandboxAdminToken, sandboxSecretKey } from './secrets.ts'
import type { Settings } from './settings.ts'
import { readTls } from './tls.ts'

/** How a start goes on and is told of. */
export interface Start {
  /** Takes whatever was started, with the way to stop it: disposing of it stops in the opposite order. */
  readonly stack: AsyncDisposableStack
  /** Tells the person at the terminal, in a line. */
  readonly tell: (line: string) => void
  /** Called between the steps; throws when the start is to be given up. */
  readonly proceed: () => void
  /** As in a house's plan. */
  readonly around?: (parts: Parts) => Parts
}

/**
 * Starts everything that the settings ask for, in the order in which it needs each other. Resolves when the server serves.
 * @throws a Refusal that says what is in the way
 */
export async function startServer(settings: Settings, start: Start): Promise<void> {
  const { stack, tell, proceed } = start
  refuseUnsafe(settings)
  const { tls, port, dataFolder } = await takePlace(settings, stack)
  const secretKey = settings.secretKey ?? (await sandboxSecretKey(dataFolder))
  const adminToken = settings.adminToken ?? sandboxAdminToken(secretKey)
  const { code, databaseUrl } = await layGround(settings, dataFolder, start)
  proceed()
  const listening = originOf(settings.host, port, tls !== null)
  const house = await code.buildHouse({
    ...settings,
    ...{ port, databaseUrl, secretKey, adminToken, tls, log: makeLog(settings.logLevel), around: start.around },
    publicUrl: settings.publicUrl ?? listening,
  })
  stack.defer(() => house.stop())
  if (house.migrated.length > 0) tell(`migrated the database: ${house.migrated.join(', ')}`)
  proceed()
  const keys = house.sandbox?.keys
  if (keys) await code.fillSandbox(house.parts, keys, tell)
  proceed()
  await house.listen()
  const { publicUrl } = house.parts
  const files = keys && (await code.writeSandboxFiles(dataFolder, { endpoint: `${publicUrl}/1.0`, keys, adminToken }))
  await house.open()
  tellReady(settings, { publicUrl, listening, files }, tell)
  flushCompileCache()
}

/** What the settings name, as far as it is free: the port is only looked at, the folder is taken. */
async function takePlace(settings: Settings, stack: AsyncDisposableStack) {
  const tls = settings.tls && (await readTls(settings.tls))
  const port = settings.roles.includes('api') ? await probeAddress(settings.host, settings.port) : settings.port
  const dataFolder = await openDataFolder(settings.data)
  const lock = await lockFolder(dataFolder)
  stack.defer(() => lock.release())
  return { tls, port, dataFolder }
}

/** The database, and beside its start the code. */
async function layGround(settings: Settings, dataFolder: string, start: Start) {
  const loading = loadCode(dataFolder)
  const database = settings.databaseUrl ?? startDatabase(dataFolder, start)
  await Promise.allSettled([loading, database])
  return { code: await loading, databaseUrl: await database }
}

/** Where the server is to be found. */
interface Found {
  readonly publicUrl: string
  readonly listening: string
  /** Of a sandbox. */
  readonly files: SandboxFiles | undefined
}

function tellReady({ roles }: Settings, { publicUrl, listening, files }: Found, tell: Start['tell']): void {
  const isApi = roles.includes('api')
  if (isApi && publicUrl !== listening) tell(`listening on ${listening}`)
  tell(isApi ? `Odnowa is ready at ${publicUrl}` : 'Odnowa is at work')
  if (isApi && roles.includes('console')) tell(`The API explorer is at ${publicUrl}/console/api`)
  if (files) tell(`Keys and addresses are in ${files.json} and, for the OVH SDKs, ${files.conf}`)
}

/**
 * Loads the code of the rooms while PostgreSQL starts. What V8 made of it is kept in the data folder, which takes two thirds off the
 * second start (1.6 s to 0.5 s on two busy cores); not in the system's shared cache, which other users may write to.
 */
async function loadCode(dataFolder: string) {
  enableCompileCache(join(dataFolder, 'code-cache'))
  const [house, demo, files] = await Promise.all([
    import('./house.ts'),
    import('./fill-sandbox.ts'),
    import('./sandbox-files.ts'),
  ])
  return { ...house, ...demo, ...files }
}

/** What would be convenient in a sandbox and a hole in production. */
function refuseUnsafe({ mode, secretKey, adminToken }: Settings): void {
  if (mode === 'sandbox') return
  if (!secretKey) {
    throw refusal(
      'MISSING_SECRET_KEY',
      'production needs ODNOWA_SECRET_KEY: 32 random bytes as text, kept safe and never changed',
    )
  }
  if (!adminToken) {
    throw refusal(
      'MISSING_ADMIN_TOKEN',
      "production needs ODNOWA_ADMIN_TOKEN: a long random text that opens the operator's API",
    )
  }
}

async function startDatabase(dataFolder: string, { stack, tell }: Start): Promise<string> {
  tell(`starting PostgreSQL in ${dataFolder}`)
  const embedded = await startEmbedded({ dataFolder, report: tell })
  stack.defer(() => embedded.stop())
  return embedded.url
}
