import { expect, test } from 'vitest'
import type { Nichandle } from '../identity/identity.ts'
import { type Contacts, contactMoves, contactsOf } from './contact.ts'

const [own, a, b] = ['own-ovh', 'a-ovh', 'b-ovh'] as Nichandle[] as [Nichandle, Nichandle, Nichandle]

test('2.7 a service has its account for all contacts, but for those that were changed', () => {
  expect(contactsOf(own, [])).toEqual({ admin: own, billing: own, tech: own })
  expect(contactsOf(own, [{ role: 'tech', nichandle: a }])).toEqual({ admin: own, billing: own, tech: a })
})

test.each<[string, Partial<Contacts>, object[]]>([
  [
    'all to one account: a task for each who gives one up',
    { admin: a, billing: a, tech: a },
    [
      { from: own, to: a, roles: ['admin', 'billing'] },
      { from: b, to: a, roles: ['tech'] },
    ],
  ],
  [
    'to two accounts: two tasks',
    { admin: a, billing: b },
    [
      { from: own, to: a, roles: ['admin'] },
      { from: own, to: b, roles: ['billing'] },
    ],
  ],
  ['to who is it already: none', { admin: own, tech: b }, []],
  ['nothing: none', {}, []],
])('2.7 moving %s', (_, wanted, moves) => {
  expect(contactMoves({ admin: own, billing: own, tech: b }, wanted)).toEqual(moves)
})
