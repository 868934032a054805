import { resetSandbox } from '../../actions/sandbox/reset-sandbox.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { Sandbox } from '../../operators/sandbox.ts'
import { type AdminRoute, adminRoute } from '../admin/route.ts'
import type { Turns } from './turns.ts'

/** Back to the demo data and to real time; the keys of sandbox.json stay good. */
export function resetRoutes(sandbox: Sandbox, turns: Turns): readonly AdminRoute[] {
  return [
    adminRoute('POST', '/sandbox/reset', ({ parts, operator }) =>
      turns(async () => {
        const summary = await resetSandbox(parts, { operator, sandbox })
        return { now: toWireDateTime(sandbox.clock.now(), parts.zone), ...summary }
      }),
    ),
  ]
}
