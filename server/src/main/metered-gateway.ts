import type { Charge, Gateway, GatewayAnswer, RefundCharge } from '../payments/payment.ts'

/** Hears how long a gateway took for what, and what came of it; `broke` when it threw. */
export type NoteCall = (operation: keyof Gateway, outcome: string, seconds: number) => void

/** A gateway whose calls are timed, to the end even where nobody waits for it any more. */
export function meteredGateway(gateway: Gateway, note: NoteCall): Gateway {
  return {
    charge: timed('charge', (charge: Charge) => gateway.charge(charge), outcomeOf, note),
    lookup: timed('lookup', (charge: Lookup) => gateway.lookup(charge), outcomeOf, note),
    refund: timed(
      'refund',
      (refund: RefundCharge) => gateway.refund(refund),
      ({ refunded }) => (refunded ? 'refunded' : 'notRefunded'),
      note,
    ),
  }
}

type Lookup = Parameters<Gateway['lookup']>[0]

function outcomeOf({ outcome }: GatewayAnswer): string {
  return outcome
}

function timed<Asked, Answer>(
  operation: keyof Gateway,
  call: (asked: Asked) => Promise<Answer>,
  outcomeIn: (answer: Answer) => string,
  note: NoteCall,
): (asked: Asked) => Promise<Answer> {
  return async (asked) => {
    const startedAt = performance.now()
    const end = (outcome: string) => note(operation, outcome, (performance.now() - startedAt) / 1000)
    try {
      const answer = await call(asked)
      end(outcomeIn(answer))
      return answer
    } catch (error) {
      end('broke')
      throw error
    }
  }
}
