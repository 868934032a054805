/** Runs the scenarios and prints them beside their floors. `npm run bench`; the last results are in bench/README.md. */
import { rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../e2e/src/folder.ts'
import { startEmbedded } from '../../server/src/database/embedded.ts'
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
const embedded = await startEmbedded({ dataFolder: folder })
// one folder for all sandboxes on this database: its secret key is there
const sandboxFolder = join(folder, 'sandbox')
const figures: Figure[] = []
try {
  say('(a) signed list of strategies ...')
  figures.push(...(await listRenewals(embedded.url, sandboxFolder)))
  say('(j) orders by pages ...')
  figures.push(...(await listOrders(embedded.url, sandboxFolder)))
  say('(b) order, pay, settle ...')
  figures.push(await payOrders(embedded.url))
  say('(c) a family of ten ...')
  figures.push(await familyOfTen(embedded.url))
  say('(g) an automatic run ...')
  figures.push(...(await automaticRun(embedded.url)))
  say('(f) many services at a server far away ...')
  figures.push(...(await listServices(embedded.url, sandboxFolder)))
} finally {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}
say('(d) start-up ...')
figures.push(...(await startUp()))
say('(e) memory ...')
figures.push(...(await memoryAtRest()))
say(`\n${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}\n\n${toTable(figures)}`)
