/**
 * Runs the scenarios, or those whose letters are given, and prints them beside their floors: `npm run bench`, `npm run bench -- g`.
 * The last results are in bench/README.md.
 */
import { rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../e2e/src/folder.ts'
import { startEmbedded } from '../../server/src/database/embedded.ts'
import { migrate } from '../../server/src/database/migrate.ts'
import { familyOfTen } from './family-of-ten.ts'
import { type Figure, toTable } from './figures.ts'
import { listOrders } from './list-orders.ts'
import { listRenewals } from './list-renewals.ts'
import { listServices } from './list-services.ts'
import { memoryAtRest } from './memory.ts'
import { payOrders } from './pay-orders.ts'
import { automaticRun } from './run-renewals.ts'
import { startUp } from './start-up.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

const folder = makeFolder('odnowa-bench-')
// one folder for all sandboxes on one database: its secret key is there
const sandboxFolder = join(folder, 'sandbox')

interface Scenario {
  readonly letter: string
  readonly title: string
  /** @param databaseUrl a PostgreSQL that all scenarios share */
  readonly measure: (databaseUrl: string) => Promise<readonly Figure[]>
}

const scenarios: readonly Scenario[] = [
  { letter: 'a', title: 'signed list of strategies', measure: (url) => listRenewals(url, sandboxFolder) },
  { letter: 'j', title: 'orders by pages', measure: (url) => listOrders(url, sandboxFolder) },
  { letter: 'b', title: 'order, pay, settle', measure: async (url) => [await payOrders(url)] },
  { letter: 'c', title: 'a family of ten', measure: async (url) => [await familyOfTen(url)] },
  { letter: 'g', title: 'an automatic run', measure: automaticRun },
  { letter: 'f', title: 'many services at a server far away', measure: (url) => listServices(url, sandboxFolder) },
  { letter: 'd', title: 'start-up', measure: startUp },
  { letter: 'e', title: 'memory', measure: memoryAtRest },
]

const chosen = choose(process.argv.slice(2))
const embedded = await startEmbedded({ dataFolder: folder })
const figures: Figure[] = []
try {
  await migrate(embedded.url)
  for (const { letter, title, measure } of chosen) {
    say(`(${letter}) ${title} ...`)
    figures.push(...(await measure(embedded.url)))
  }
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}
say(`\n${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}\n\n${toTable(figures)}`)

/** All scenarios, or those whose letters are given; the process ends with what is wrong when one does not exist. */
function choose(letters: readonly string[]): readonly Scenario[] {
  const unknown = letters.find((letter) => !scenarios.some((scenario) => scenario.letter === letter))
  if (unknown === undefined)
    return letters.length === 0 ? scenarios : scenarios.filter(({ letter }) => letters.includes(letter))
  process.stderr.write(`there is no scenario ${unknown}: ${scenarios.map(({ letter }) => letter).join(', ')}\n`)
  process.exit(2)
}
