import {
  createCalendarAddress,
  readCalendarAddress,
  removeCalendarAddress,
  type SubscribedCalendar,
} from '../../actions/telling/calendar-address.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import { readNichandle } from './accounts.ts'
import { type AdminCall, adminRoute } from './route.ts'

const path = '/admin/accounts/:nic/calendar'

/** The secret address of an account's calendar, to be handed to its customer. */
export const calendarAddressRoutes = [
  adminRoute('POST', path, async (call) => toWire(call, await createCalendarAddress(call.parts, requestOf(call)))),
  adminRoute('GET', path, async (call) => toWire(call, await readCalendarAddress(call.parts, requestOf(call)))),
  adminRoute('DELETE', path, (call) => removeCalendarAddress(call.parts, requestOf(call))),
]

function requestOf({ operator, parameter }: AdminCall) {
  return { operator, nichandle: readNichandle(parameter('nic')) }
}

function toWire({ parts, parameter }: AdminCall, { url, createdAt }: SubscribedCalendar) {
  return { id: parameter('nic'), url, createdAt: toWireDateTime(createdAt, parts.zone) }
}
