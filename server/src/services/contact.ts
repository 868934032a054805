import type { Nichandle } from '../identity/identity.ts'

/** Whom a service is about: who decides, who pays, who works with it. */
export const contactRoles = ['admin', 'billing', 'tech'] as const
export type ContactRole = (typeof contactRoles)[number]
export type Contacts = Readonly<Record<ContactRole, Nichandle>>

/** The contacts of a service: its account itself but for those that were changed. */
export function contactsOf(
  owner: Nichandle,
  others: readonly { readonly role: ContactRole; readonly nichandle: Nichandle }[],
): Contacts {
  const changed = Object.fromEntries(others.map(({ role, nichandle }) => [role, nichandle]))
  return { admin: owner, billing: owner, tech: owner, ...changed }
}

/** Contacts that go from one account to another: one task, which both must accept (ovh-api.md 3.6). */
export interface ContactMove {
  readonly from: Nichandle
  readonly to: Nichandle
  readonly roles: readonly ContactRole[]
}

/** What wanted contacts change, one move for each two accounts; what stays as it is asks nobody. */
export function contactMoves(current: Contacts, wanted: Partial<Contacts>): readonly ContactMove[] {
  const changed = contactRoles.flatMap((role) => {
    const [from, to] = [current[role], wanted[role]]
    return to === undefined || to === from ? [] : [{ role, from, to }]
  })
  const groups = Map.groupBy(changed, ({ from, to }) => `${from} ${to}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ from: first.from, to: first.to, roles: group.map(({ role }) => role) }] : []
  })
}
