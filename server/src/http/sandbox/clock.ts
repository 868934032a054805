import { moveClock } from '../../actions/sandbox/move-clock.ts'
import { describeEvent } from '../../actions/telling/describe-event.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { Sandbox } from '../../operators/sandbox.ts'
import { instant, matching } from '../admin/fields.ts'
import { andThen, form, optional, wrong, wrongField } from '../admin/form.ts'
import { type AdminCall, type AdminRoute, adminRoute } from '../admin/route.ts'
import type { Turns } from './turns.ts'

const duration = matching(/^[+-]?P[0-9A-Z.,]+$/i, 'an ISO-8601 duration such as P1M, P1DT12H or PT90M', 60)

const move = andThen(form({ advance: optional(duration), to: optional(instant) }), (wanted) => {
  if ((wanted.advance === undefined) === (wanted.to === undefined)) throw wrong('write either advance or to')
  return wanted
})

/** The clock of a sandbox. Moves come one after the other; what falls due in one is done when it is answered. */
export function clockRoutes({ clock }: Sandbox, turns: Turns): readonly AdminRoute[] {
  return [
    adminRoute('GET', '/sandbox/clock', async (call) => ({ now: wireNow(call, clock.now()) })),
    adminRoute('POST', '/sandbox/clock', (call) => {
      const { advance, to } = call.body(move)
      const { parts, operator } = call
      return turns(async () => {
        const target = (from: Instant) => to ?? advanced(call, from, advance ?? '')
        const { now, events } = await moveClock(parts, { operator, clock, to: target })
        return { now: wireNow(call, now), events: events.map((event) => describeEvent(parts, event)) }
      })
    }),
  ]
}

function wireNow({ parts }: AdminCall, now: Instant): string {
  return toWireDateTime(now, parts.zone)
}

/** In the provider's zone, where a month is a month. */
function advanced({ parts }: AdminCall, from: Instant, advance: string): Instant {
  try {
    return from.toZonedDateTimeISO(parts.zone).add(advance).toInstant()
  } catch {
    throw wrongField('advance', `"${advance}" is no duration that the clock can go: write one such as P1M or PT12H`)
  }
}
