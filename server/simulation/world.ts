import { changeAutorenew } from '../src/actions/automatic/change-autorenew.ts'
import type { Account } from '../src/customers/account.ts'
import type { AccountId, Nichandle } from '../src/identity/identity.ts'
import { testAccount } from '../test/customer.ts'
import { givenMeans, type TestParts, testParts } from '../test/parts.ts'
import { testPlans, testServices } from '../test/services.ts'
import { type Fleet, plans } from './fleet.ts'
import type { House } from './house.ts'

/** The accounts of a simulated house, and what of theirs a step can pick. */
export interface World {
  readonly house: House
  readonly parts: TestParts
  readonly accounts: readonly Account[]
  /** What was logged as an error and nobody has looked at: of a process that nothing befell, none. */
  readonly errors: string[]
}

/** Two accounts with the services of a fleet. */
export async function makeWorld(house: House, fleet: Fleet): Promise<World> {
  const errors: string[] = []
  const usual = testParts(house)
  const error = (facts: object, message: string) => void errors.push(`${message}: ${JSON.stringify(facts)}`)
  const parts = { ...usual, log: { ...usual.log, error } }
  parts.clock.set('2027-01-05T09:00:00Z')
  await testPlans(parts, plans)
  const first = await testAccount(parts)
  const second = await testAccount(parts, { country: 'PL', language: 'pl_PL' })
  await givenMeans(parts, first.id, { isDefault: true, label: 'first', outcomes: fleet.scripts[0] })
  await givenMeans(parts, first.id, { kind: 'creditCard', label: '**** 5678' })
  await givenMeans(parts, second.id, {
    ...{ isDefault: true, kind: 'bankAccount', label: 'PL** 9012' },
    outcomes: fleet.scripts[1],
  })
  await testServices(parts, first.id, fleet.services[0])
  await testServices(parts, second.id, fleet.services[1])
  await changeAutorenew(parts, { accountId: first.id, renewDay: fleet.renewDays[0] })
  await changeAutorenew(parts, { accountId: second.id, renewDay: fleet.renewDays[1] })
  return { house, parts, accounts: [first, second], errors }
}

/** Counted round and round, so that any number in a history picks one. */
export function accountOf({ accounts }: World, index: number): AccountId {
  const account = accounts[index % accounts.length]
  if (!account) throw new Error('a world has accounts')
  return account.id
}

/** As `accountOf` picks. */
export function nichandleOf({ accounts }: World, index: number): Nichandle {
  const account = accounts[index % accounts.length]
  if (!account) throw new Error('a world has accounts')
  return account.nichandle
}
