import { addSeconds, type Instant, isBefore } from '../../calendar/calendar.ts'
import { claimPayouts } from '../../payments/payout.store.ts'
import type { Parts } from '../parts.ts'
import { payOut } from './pay-out.ts'

const batch = 20

/** Seconds until a gateway that did not answer is told again. */
const pause = 3_600

/** Tells the gateway again of refunds whose answer is not booked; the document's id makes it the same refund each time. */
export async function resolvePayouts(parts: Parts, { until }: { readonly until: Instant }): Promise<number> {
  let total = 0
  while (!parts.stopping?.aborted) {
    const now = parts.clock.now()
    const again = addSeconds(isBefore(now, until) ? until : now, pause)
    const taken = await parts.transaction((transaction) => claimPayouts(transaction, until, again, batch))
    for (const payout of taken) {
      await payOut(parts, payout).catch((error: unknown) => {
        parts.log.error(
          { refund: payout.documentId, error: String(error) },
          'a refund could not be booked: it is tried again',
        )
      })
    }
    total += taken.length
    if (taken.length < batch) return total
  }
  return total
}
