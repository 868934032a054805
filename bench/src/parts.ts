import type { Parts } from '../../server/src/actions/parts.ts'
import { realClock } from '../../server/src/calendar/calendar.ts'
import type { Database } from '../../server/src/database/pool.ts'
import { webhookPoster } from '../../server/src/gateways/webhook-poster.ts'
import { makeSeal } from '../../server/src/main/seal.ts'
import type { Gateway } from '../../server/src/payments/payment.ts'

/** A provider that says yes at once, so that what is measured is the house's own work. */
export const willing: Gateway = {
  charge: async ({ amount, idempotencyKey }) => ({ outcome: 'success', taken: amount, reference: idempotencyKey }),
  lookup: async () => ({ outcome: 'neverReceived' }),
  refund: async () => ({ refunded: true }),
}

/** A house's parts on a database, with real time and a gateway that is willing. */
export function partsOn(database: Database): Parts {
  const quiet = () => {}
  return {
    transaction: database.transaction,
    clock: realClock,
    ...{ gateway: willing, mailer: null, poster: webhookPoster({ allowPrivate: false }) },
    seal: makeSeal('bench'),
    log: { info: quiet, warn: quiet, error: quiet },
    zone: 'Europe/Paris',
    publicUrl: 'http://127.0.0.1:8080',
  }
}
