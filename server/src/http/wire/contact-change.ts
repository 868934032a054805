import type {
  NichandleChangeContactContactTypeEnum,
  NichandleChangeContactTaskStateEnum,
  NichandleContactChangeTask,
} from '@odnowa/contract/models/nichandle.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { ContactRole } from '../../services/contact.ts'
import type { ContactChange, ContactChangeState } from '../../services/contact-change.ts'
import type { WireContext } from '../context.ts'

/** nichandle.contactChange.Task. */
export function toWireContactChange({ zone }: WireContext, change: ContactChange): NichandleContactChangeTask {
  const { id, askedBy, from, to, roles, serviceName, state, requestedAt, endedAt } = change
  return {
    askingAccount: askedBy,
    contactTypes: roles.map((role) => contactTypes[role]),
    dateDone: endedAt && toWireDateTime(endedAt, zone),
    dateRequest: toWireDateTime(requestedAt, zone),
    fromAccount: from,
    id,
    serviceDomain: serviceName,
    state: states[state],
    toAccount: to,
  }
}

/** What stands in a change's body, in `serviceInfos` and in a task. */
export const contactTypes = {
  admin: 'contactAdmin',
  billing: 'contactBilling',
  tech: 'contactTech',
} as const satisfies Readonly<Record<ContactRole, NichandleChangeContactContactTypeEnum>>

const states = {
  waiting: 'validatingByCustomers',
  done: 'done',
  refused: 'refused',
  expired: 'expired',
  aborted: 'aborted',
} as const satisfies Readonly<Record<ContactChangeState, NichandleChangeContactTaskStateEnum>>

/** How far a task is, in the words of `/me/task/contactChange`. */
export function toWireTaskState(state: ContactChangeState): NichandleChangeContactTaskStateEnum {
  return states[state]
}

/** The state that a filter names; null for one that no task of ours ever is in. */
export function fromWireTaskState(wire: NichandleChangeContactTaskStateEnum): ContactChangeState | null {
  const found = Object.entries(states).find(([, word]) => word === wire)
  return found ? (found[0] as ContactChangeState) : null
}
