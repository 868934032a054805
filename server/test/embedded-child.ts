// A process that embedded.test.ts can kill: starts the embedded PostgreSQL of the folder it is given, says its URL, and stays.
import { startEmbedded } from '../src/database/embedded.ts'

const embedded = await startEmbedded({ dataFolder: process.argv[2] ?? '', settings: { fsync: 'off' } })
process.stdout.write(`${embedded.url}\n`)
