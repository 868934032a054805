/** The server as `npm start` runs it, but that the process is killed at the point of paying that the environment names in DIE_AT. */
import { readSettings } from '../../server/src/main/settings.ts'
import { startServer } from '../../server/src/main/start-server.ts'
import { faulty, payingPoints } from '../../server/test/faults.ts'

const point = payingPoints.find((each) => each === process.env.DIE_AT)
if (!point) throw new Error(`DIE_AT must be one of ${payingPoints.join(', ')}`)

await startServer(readSettings(process.argv.slice(2), process.env), {
  stack: new AsyncDisposableStack(),
  tell: (line) => process.stdout.write(`${line}\n`),
  proceed: () => {},
  around: (parts) => faulty(parts, point, () => process.kill(process.pid, 'SIGKILL')),
})
