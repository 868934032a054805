import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

interface Statement {
  /** `events/event.store.ts:8` */
  readonly place: string
  readonly text: string
}

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.close()
})

test('every statement of every store prepares on the migrated schema', async () => {
  const statements = await statementsOf('**/*.store.ts')
  expect(statements.length).toBeGreaterThan(5)
  const complaints: string[] = []
  for (const { place, text } of statements) {
    try {
      await client.query(`prepare probe as ${text}`)
      await client.query('deallocate probe')
    } catch (error) {
      complaints.push(`${place}: ${error instanceof Error ? error.message : error}`)
    }
  }
  expect(complaints).toEqual([])
})

test('statements stand in stores only', async () => {
  const elsewhere = await statementsOf('**/!(*.test|*.suite|*.store).ts')
  expect(elsewhere.map((statement) => statement.place)).toEqual([])
})

async function statementsOf(pattern: string): Promise<Statement[]> {
  const files = await Array.fromAsync(glob(pattern, { cwd: source }))
  const found = await Promise.all(files.sort().map((file) => statementsIn(file)))
  return found.flat()
}

/** Every template literal tagged `sql`, its parameters written $1, $2 ... as sql-template-tag does. */
async function statementsIn(file: string): Promise<Statement[]> {
  const tree = ts.createSourceFile(file, await readFile(`${source}/${file}`, 'utf8'), ts.ScriptTarget.Latest)
  const found: Statement[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(tree) === 'sql') {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
      found.push({ place: `${file}:${line}`, text: textOf(node.template) })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  return template.templateSpans.reduce(
    (text, span, index) => `${text}$${index + 1}${span.literal.text}`,
    template.head.text,
  )
}
