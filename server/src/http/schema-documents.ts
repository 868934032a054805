import { openapiDocument } from '@odnowa/contract/openapi.ts'
import { rootDocument, sectionDocument } from '@odnowa/contract/schema-document.ts'
import type { FastifyInstance } from 'fastify'
import { branches } from './mount.ts'
import type { Operation } from './operation.ts'
import type { ServerSetup } from './setup.ts'

/**
 * Serves what the server can do, to anybody: OpenAPI at `/1.0/openapi.json`, OVH's own form at `/1.0/` and at
 * `/1.0/{section}.json` for every run of literal segments that operations begin with (`me`, `dedicated/server`).
 */
export function mountDocuments(app: FastifyInstance, setup: ServerSetup, operations: readonly Operation[]): void {
  const contracts = operations.map(({ contract }) => contract)
  for (const branch of branches) {
    const basePath = () => setup.parts.publicUrl + branch
    serve(app, `${branch}/openapi.json`, () =>
      openapiDocument({ operations: contracts, publicUrl: setup.parts.publicUrl }),
    )
    serve(app, branch, () => rootDocument(contracts, basePath()))
    serve(app, `${branch}/`, () => rootDocument(contracts, basePath()))
    for (const section of sections(contracts.map(({ path }) => path))) {
      serve(app, `${branch}/${section}.json`, () => sectionDocument(section, contracts, basePath()))
    }
  }
}

/** Written when first asked for: an answer of a server that does not change. */
function serve(app: FastifyInstance, url: string, write: () => object | null): void {
  let text: string | undefined
  app.get(url, async (_request, reply) => {
    text ??= JSON.stringify(write())
    return reply.type('application/json; charset=utf-8').send(text)
  })
}

function sections(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of paths) {
    const segments = path.slice(1).split('/')
    const parameter = segments.findIndex((segment) => segment.startsWith('{'))
    const literal = parameter < 0 ? segments : segments.slice(0, parameter)
    literal.forEach((_, index) => {
      found.add(literal.slice(0, index + 1).join('/'))
    })
  }
  return found
}
