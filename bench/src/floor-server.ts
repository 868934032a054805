/**
 * The floor of the read scenario: a bare Fastify route with one query by primary key, on the same database and driver.
 * Usage: node floor-server.ts <database url>; prints its port.
 */
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
const app = Fastify()
app.get<{ Params: { account: string; id: string } }>('/service/:account/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'floor',
    text: 'select id, name, plan_code, expires_on, period, state from services where account_id = $1 and id = $2',
    values: [request.params.account, request.params.id],
  })
  return rows[0]
})
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
