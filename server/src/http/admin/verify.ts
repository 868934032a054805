import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { type Checking, verifyBooks } from '../../actions/operating/verify-books.ts'
import { problemOf, toWireError } from '../errors.ts'
import type { ServerSetup } from '../setup.ts'

/** Clients and proxies give up on an answer of which they hear nothing for a minute or so. */
const silenceMilliseconds = 10_000
const json = 'application/json; charset=utf-8'
const ndjson = 'application/x-ndjson; charset=utf-8'

/**
 * `GET /admin/verify`, which takes a minute or two on a large database and never times out. JSON, with a space in front of it for every
 * ten seconds that it took; or, to those who accept `application/x-ndjson`, a line `{check, seconds, found}` for each check and the
 * answer as the last line. What goes wrong once the answer has begun stands in its place, in the form of every error. Ends behind the
 * check that it is at when the caller leaves.
 * @param silence milliseconds without a sign of life, at most
 */
export function mountVerify(app: FastifyInstance, setup: ServerSetup, silence = silenceMilliseconds): void {
  // compressing would hold back what shows that it goes on
  app.get('/admin/verify', { compress: false }, async (request, reply) => {
    const leaving = new AbortController()
    reply.raw.on('close', () => leaving.abort())
    const said = new Readable({ read() {} })
    const isLines = /\bapplication\/x-ndjson\b/.test(request.headers.accept ?? '')
    const onChecked = (checking: Checking) => void (isLines && said.push(`${JSON.stringify(checking)}\n`))
    const verified = verifyBooks(setup.parts, { onChecked, signal: leaving.signal })
    if (!isLines) {
      const soon = await Promise.race([verified, wait(silence, null, { ref: false })])
      if (soon !== null) return reply.type(json).send(JSON.stringify(soon))
    }
    const text = verified.then(
      (answer) => JSON.stringify(answer),
      (error) => JSON.stringify(toWireError(problemOf(error, request.id, setup.parts.log), request.id)),
    )
    void sayAtLast(said, text, silence)
    return reply.type(isLines ? ndjson : json).send(said)
  })
}

/** A space between two values or lines of JSON means nothing, but that somebody is still at work. */
async function sayAtLast(said: Readable, text: Promise<string>, silence: number): Promise<void> {
  said.push(' ')
  const signs = setInterval(() => said.push(' '), silence)
  const last = await text
  clearInterval(signs)
  said.push(`${last}\n`)
  said.push(null)
}
