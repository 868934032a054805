import type { Gateway } from '../payments/payment.ts'

/** Hears how long a gateway took for what, and what came of it; `broke` when it threw. */
export type NoteCall = (operation: keyof Gateway, outcome: string, seconds: number) => void

/** A gateway whose calls are timed, to the end even where nobody waits for it any more. */
export function meteredGateway(gateway: Gateway, note: NoteCall): Gateway {
  const timed = async <Answer>(
    operation: keyof Gateway,
    call: () => Promise<Answer>,
    outcomeOf: (answer: Answer) => string,
  ): Promise<Answer> => {
    const startedAt = performance.now()
    const end = (outcome: string) => note(operation, outcome, (performance.now() - startedAt) / 1000)
    try {
      const answer = await call()
      end(outcomeOf(answer))
      return answer
    } catch (error) {
      end('broke')
      throw error
    }
  }
  return {
    charge: (charge) =>
      timed(
        'charge',
        () => gateway.charge(charge),
        ({ outcome }) => outcome,
      ),
    lookup: (charge) =>
      timed(
        'lookup',
        () => gateway.lookup(charge),
        ({ outcome }) => outcome,
      ),
    refund: (refund) =>
      timed(
        'refund',
        () => gateway.refund(refund),
        ({ refunded }) => (refunded ? 'refunded' : 'notRefunded'),
      ),
  }
}
