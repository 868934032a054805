import sql, { type Sql } from 'sql-template-tag'
import { expect } from 'vitest'
import { type Verification, verifyBooks } from '../src/actions/operating/verify-books.ts'
import type { Parts } from '../src/actions/parts.ts'
import { customerHouse } from './customer-house.ts'
import { manyPayments } from './many-payments.ts'

export type PlantingScene = Awaited<ReturnType<typeof plantingScene>>

/** A name; what is done to the database; and what is said of it: `<invariant> <subject>: <message>` as regular expressions. */
export type Planted = readonly [string, () => readonly Sql[], () => readonly string[]]

/** An attempt's id, or a number, in what is said. */
export const anyId = '[0-9a-f-]+'

/** Payments of every kind, and an account beside them that has a service. */
export async function plantingScene() {
  const house = await customerHouse()
  const done = await manyPayments(house)
  const other = await house.account()
  await house.service(other, 'hosting', 'other.ovh', 9000)
  return { house, done, other }
}

/** What an order of the scene renews. */
export function serviceOf(order: PlantingScene['done']['paid']): number {
  return order.lines[0]?.serviceId ?? 0
}

/** Plants, and expects these lines and no others to be said; one without an account is of the account that pays. */
export async function expectPlanted(
  { house, done }: PlantingScene,
  plant: readonly Sql[],
  lines: readonly string[],
): Promise<void> {
  const expected = lines.map((line) => {
    const whole = /^[0-9]/.test(line) ? `${done.maria.nichandle} ${line}` : line
    return expect.stringMatching(new RegExp(`^${whole}$`))
  })
  const found = await afterPlanting(house.parts, ...plant)
  expect(told(found)).toEqual(expected)
  expect(found.truncated).toBe(false)
}

/** What is found once the statements were run behind the back of triggers and foreign keys; then all is as it was. */
export async function afterPlanting(
  { transaction }: Pick<Parts, 'transaction'>,
  ...statements: readonly Sql[]
): Promise<Verification> {
  const undo = { found: null as Verification | null }
  await transaction(async (open) => {
    await open.query(sql`select set_config('session_replication_role', 'replica', true)`)
    for (const statement of statements) await open.query(statement)
    undo.found = await verifyBooks({ transaction: (work) => work(open) })
    throw undo
  }).catch((reason: unknown) => {
    if (reason !== undo) throw reason
  })
  if (!undo.found) throw new Error('nothing was verified')
  return undo.found
}

/** `account invariant subject: message`, one a violation. */
export function told({ violations }: Verification): readonly string[] {
  return violations.map(({ invariant, account, subject, message }) => `${account} ${invariant} ${subject}: ${message}`)
}
