import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createServices } from '../../actions/services/create-services.ts'
import type { Operator } from '../../operators/token.ts'
import { problemOf } from '../errors.ts'
import type { ServerSetup } from '../setup.ts'
import { type Field, located, readForm } from './form.ts'
import { type AdminCall, adminCall } from './route.ts'
import { csvRows, ndjsonRows, type Row } from './row-reader.ts'
import { entryColumns, fromCsvRow, serviceEntry } from './service-entry.ts'
import { type ImportLine, importServices } from './service-import.ts'

const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/jsonlines']
const csvTypes = ['text/csv', 'application/csv']

/** `POST /admin/services`: JSON, whole or not at all; NDJSON and CSV of any length as a stream, row by row. */
export function mountServiceCreation(
  app: FastifyInstance,
  setup: ServerSetup,
  operatorOf: (request: FastifyRequest) => Operator,
): void {
  app.register(async (inside) => {
    inside.addContentTypeParser(ndjsonTypes, (_request, stream, done) => done(null, ndjsonRows(stream)))
    inside.addContentTypeParser(csvTypes, (_request, stream, done) =>
      done(null, csvRows(stream, entryColumns, fromCsvRow)),
    )
    // compressing would hold the lines of progress back
    inside.post('/admin/services', { compress: false }, async (request, reply) => {
      const call = adminCall(request, setup, operatorOf(request))
      if (!isRows(request.body)) return reply.type(json).send(JSON.stringify(await createWhole(call)))
      const lines = importServices(call, request.body, (error) => problemOf(error, request.id, setup.parts.log))
      // a file that cannot be read at all, such as one with a wrong header, is an error of the usual form
      const first = await lines.next()
      return reply.type(ndjson).send(Readable.from(toNdjson(first, lines)))
    })
  })
}

const json = 'application/json; charset=utf-8'
const ndjson = 'application/x-ndjson; charset=utf-8'

/** The body of a request is read by its form row by row, since errors name rows. */
const anything: Field<unknown> = { read: (input) => input }

async function createWhole(call: AdminCall): Promise<{ readonly items: readonly unknown[] }> {
  const body = call.body(anything)
  const rows: readonly unknown[] = Array.isArray(body) ? body : [body]
  const numberOf = (index: number) => (Array.isArray(body) ? index + 1 : undefined)
  const entries = rows.map((row, index) => readForm(serviceEntry, row, numberOf(index)))
  const { parts, operator } = call
  const results = await createServices(parts, { operator, entries, whole: true })
  for (const [index, { refused }] of results.entries()) if (refused) throw located(refused, numberOf(index))
  return { items: results.flatMap(({ created }) => created ?? []) }
}

function isRows(body: unknown): body is AsyncIterable<readonly Row[]> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

async function* toNdjson(first: IteratorResult<ImportLine>, rest: AsyncGenerator<ImportLine>): AsyncGenerator<string> {
  if (!first.done) yield `${JSON.stringify(first.value)}\n`
  for await (const line of rest) yield `${JSON.stringify(line)}\n`
}
