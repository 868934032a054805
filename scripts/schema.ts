import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSchema } from '../server/src/database/describe-schema.ts'
import { startEmbedded } from '../server/src/database/embedded.ts'
import { migrate } from '../server/src/database/migrate.ts'

// npm run schema: writes server/migrations/schema.txt from a database that all migrations have run on.
const folder = await mkdtemp(join(tmpdir(), 'odnowa-schema-'))
const embedded = await startEmbedded({ dataFolder: folder, settings: { fsync: 'off' } })
try {
  await migrate(embedded.url)
  const file = new URL('../server/migrations/schema.txt', import.meta.url)
  await writeFile(file, await describeSchema(embedded.url))
  process.stdout.write('server/migrations/schema.txt is written\n')
} finally {
  await embedded.stop()
  await rm(embedded.place, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
