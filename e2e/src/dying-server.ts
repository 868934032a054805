/**
 * The server as `npm start` runs it, but for one thing: in the environment DIE_AT names a point of paying at which the process is killed.
 * `before-charge`, `after-charge`, `settlement:<n>` (in the settlement's transaction, before its n-th statement), `after-settlement`.
 */
import type { Parts } from '../../server/src/actions/parts.ts'
import { readSettings } from '../../server/src/main/settings.ts'
import { startServer } from '../../server/src/main/start-server.ts'

const point = process.env.DIE_AT ?? ''
const statement = Number(/^settlement:(\d+)$/.exec(point)?.[1] ?? 0)
let charged = false

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const deadly = (parts: Parts): Parts => ({
  ...parts,
  gateway: {
    ...parts.gateway,
    async charge(charge) {
      if (point === 'before-charge') await die()
      const answer = await parts.gateway.charge(charge)
      charged = true
      if (point === 'after-charge') await die()
      return answer
    },
  },
  async transaction(work) {
    const settling = charged
    let statements = 0
    const result = await parts.transaction((inner) =>
      work({
        async query(sql) {
          statements += 1
          if (settling && statements === statement) await die()
          return inner.query(sql)
        },
      }),
    )
    if (settling && point === 'after-settlement') await die()
    return result
  },
})

await startServer(readSettings(process.argv.slice(2), process.env), {
  stack: new AsyncDisposableStack(),
  tell: (line) => process.stdout.write(`${line}\n`),
  proceed: () => {},
  around: deadly,
})
