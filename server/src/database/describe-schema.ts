import { readFileSync } from 'node:fs'
import pg from 'pg'

const query = readFileSync(new URL('./describe-schema.sql', import.meta.url), 'utf8')
const heading =
  "-- The schema as the migrations leave it, told from the database's catalogue by `npm run schema`. Not to be edited.\n"

/** The schema of a migrated database as text, for people to read and for a diff to guard: tables, functions, in a fixed order. */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ text: string }>(query)
    return `${heading}\n${rows.map((row) => row.text).join('\n\n')}\n`
  } finally {
    await client.end()
  }
}
