/**
 * The floor of the list of orders: a bare Fastify route that answers a page of an account's orders as the server does, of the same
 * rows by the same two queries, with nothing else: no signature, no rights, no sealed passwords, no links, no contract.
 * Usage: node list-orders-floor.ts <database url> <account id>; prints its port.
 */
import Fastify from 'fastify'
import pg from 'pg'

const pageSize = 100
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
const account = process.argv[3]
const app = Fastify()

interface Row {
  readonly id: string
  readonly currency: string
  readonly net: string
  readonly tax: string
  readonly gross: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

app.get<{ Params: { page: string } }>('/orders/:page', async (request, reply) => {
  const list = await pool.query({
    name: 'ids',
    text: 'select id from orders where account_id = $1 order by id',
    values: [account],
  })
  const start = (Number(request.params.page) - 1) * pageSize
  const ids = list.rows.slice(start, start + pageSize).map(({ id }) => id)
  const { rows } = await pool.query<Row>({
    name: 'orders',
    text: `select orders.id, currency, net_ucents as net, tax_ucents as tax, gross_ucents as gross, created_at as "createdAt",
      expires_at as "expiresAt", line.id as "lineId", service_name as "serviceName", starts_on as "startsOn", ends_on as "endsOn"
    from orders left join order_lines line on line.account_id = orders.account_id and line.order_id = orders.id
    where orders.account_id = $1 and orders.id = any ($2::bigint[])
    order by orders.id, line.id`,
    values: [account, ids],
  })
  reply.header('x-pagination-elements', list.rows.length)
  return [...new Map(rows.map((row) => [row.id, row])).values()].map(toOrder)
})

function toOrder({ id, currency, net, tax, gross, createdAt, expiresAt }: Row) {
  return {
    date: createdAt.toISOString(),
    expirationDate: expiresAt?.toISOString() ?? null,
    orderId: Number(id),
    password: '',
    pdfUrl: '',
    priceWithTax: toPrice(gross, currency),
    priceWithoutTax: toPrice(net, currency),
    retractionDate: null,
    tax: toPrice(tax, currency),
    url: '',
  }
}

function toPrice(ucents: string, currencyCode: string) {
  const value = Number(ucents) / 1e8
  return { currencyCode, priceInUcents: Number(ucents), text: `${value.toFixed(2)} €`, value }
}

await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
