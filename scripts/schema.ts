import { writeFile } from 'node:fs/promises'
import { describeSchema } from '../server/src/database/describe-schema.ts'
import { migrate } from '../server/src/database/migrate.ts'
import { throwawayCluster } from '../server/test/throwaway-cluster.ts'

// npm run schema: writes server/migrations/schema.txt from a database that all migrations have run on.
const cluster = await throwawayCluster()
try {
  await migrate(cluster.url)
  const file = new URL('../server/migrations/schema.txt', import.meta.url)
  await writeFile(file, await describeSchema(cluster.url))
  process.stdout.write('server/migrations/schema.txt is written\n')
} finally {
  await cluster.remove()
}
