/** A bug that the simulation must find: pieces of source that are replaced while it is played, each of which is in its file once. */
export interface PlantedBug {
  /** `clamped-anchor` */
  readonly name: string
  /** What is wrong then; where one guard alone would hide it, why others fall with it. */
  readonly what: string
  /** A word of what is told of it, so that it is not mistaken for another. */
  readonly foundBy: RegExp
  /** A seed whose histories meet it. */
  readonly seed: number
  readonly changes: readonly Change[]
}

export interface Change {
  /** From the folder of the sources, `server/src`. */
  readonly file: string
  readonly from: string
  readonly to: string
}

const guard = 'orders/guard-order.ts'
const booking = 'actions/paying/book-answer.ts'

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'clamped-anchor',
    what: 'A period is added to the day that a short month left, not to the anchor (rule T4).',
    foundBy: /"invariant": 2/,
    seed: 1,
    changes: [
      {
        file: 'calendar/period.ts',
        from: 'month: (months % 12) + 1, day: anchorDay })',
        to: 'month: (months % 12) + 1, day: Math.min(anchorDay, date.day) })',
      },
    ],
  },
  {
    name: 'charged-again',
    what: 'No answer is taken for a failure, so that the next collection charges again (rule P2).',
    foundBy: /the provider took/,
    seed: 1,
    changes: [
      {
        file: booking,
        from: "case 'unknown':\n      return askLater(facts)",
        to: "case 'unknown':\n      return endWithoutMoney(facts, 'failed', 'no_answer')",
      },
    ],
  },
  {
    name: 'open-debt',
    what: 'The debt of the first order that is paid stays open (rule P4).',
    foundBy: /"invariant": [46]/,
    seed: 1,
    changes: [
      {
        file: 'actions/paying/deliver-orders.ts',
        from: 'closeDebts(transaction, orders, now)',
        to: 'closeDebts(transaction, orders.slice(1), now)',
      },
    ],
  },
  {
    name: 'late-judgement',
    what: "A service's next moment is its last one (rules A10, A11).",
    foundBy: /forgotten/,
    seed: 1,
    changes: [
      {
        file: 'renewal/judge-service.ts',
        from: 'planned.find(({ at }) => isBefore(now, at))',
        to: 'planned.findLast(({ at }) => isBefore(now, at))',
      },
    ],
  },
  {
    name: 'settled-twice',
    what: "Late money is booked each time that its provider tells of it (rule P3). The attempt's life and the movement's identity fall too: each alone keeps the second booking off.",
    foundBy: /posted are/,
    seed: 1,
    changes: [
      {
        file: booking,
        from: "attempt.state === 'declined' || attempt.state === 'failed'",
        to: "attempt.state === 'declined' || attempt.state === 'failed' || attempt.state === 'partial'",
      },
      { file: 'payments/attempt-life.ts', from: 'partial: [],', to: "partial: ['partial']," },
      {
        file: 'ledger/money-movements.ts',
        from: 'documentId: null, kind, identity: `attempt:',
        to: 'documentId: null, kind, identity: Math.random() + `attempt:',
      },
    ],
  },
  {
    name: 'dead-service',
    what: 'A terminated service can be paid for (rules O5, A6): the guard and the settlement ask the same function.',
    foundBy: /O5: order \d+ is outdated|not as quoted/,
    seed: 1,
    changes: [{ file: guard, from: '!service || service.terminated ||', to: '!service ||' }],
  },
  {
    name: 'no-warning',
    what: 'A service is suspended when the grace ends, warned or not (rule A5).',
    foundBy: /no warning of its bill/,
    seed: 1,
    changes: [
      {
        file: 'renewal/suspension.ts',
        from: "  return warned(facts, circumstances, {\n    kinds: ['suspension.warning'],",
        to: "  if (since !== null) return [{ at: day, step: { do: 'suspend', cause: 'unpaid' } }]\n  return warned(facts, circumstances, {\n    kinds: ['suspension.warning'],",
      },
    ],
  },
  {
    name: 'old-warning',
    what: 'A warning of an earlier bill counts for a later one (rules A5, A9). What it warned of falls too: as long as the grace is longer than the notice, no warning of an earlier bill is for a day that late.',
    foundBy: /no warning of its bill/,
    seed: 2,
    changes: [
      {
        file: 'renewal/suspension.ts',
        from: 'const since = latest(debt.countsFrom, heldPast(day, facts.freedAt))',
        to: 'const since = heldPast(day, facts.freedAt)',
      },
      {
        file: 'renewal/suspension.ts',
        from: "known && timely && (kind !== 'suspension.warning' || !isBefore(deadline, day))",
        to: "known && timely && (kind !== 'suspension.warning' || !isBefore(deadline, at))",
      },
    ],
  },
  {
    name: 'part-twice',
    what: 'What the balance pays beside a means is posted twice over (rule P8).',
    foundBy: /posted are/,
    seed: 1,
    changes: [
      {
        file: booking,
        from: 'balancePartMovement(occasion, balance)',
        to: 'balancePartMovement(occasion, { ...balance, ucents: balance.ucents * 2n })',
      },
    ],
  },
  {
    name: 'balance-not-reserved',
    what: 'Open attempts reserve nothing of the balance, which then pays for two orders (rule P8).',
    foundBy: /are reserved/,
    seed: 1,
    changes: [
      {
        file: 'payments/available-balance.store.ts',
        from: "and state in ('charging', 'pending', 'unknown', 'parked')",
        to: "and state in ('charging')",
      },
    ],
  },
  {
    name: 'no-guard',
    what: 'An order is paid though its services expire on another day than it was quoted for (rule O5).',
    foundBy: /O5: order \d+ is outdated/,
    seed: 1,
    changes: [
      {
        file: guard,
        from: 'const line = outdatedLine(order, services)',
        to: 'const line = outdatedLine({ lines: [] }, services)',
      },
    ],
  },
  {
    name: 'no-reservation',
    what: 'An order is paid while an attempt on another one is open on the same services (rule O5).',
    foundBy: /O5: service \d+ is being paid/,
    seed: 1,
    changes: [{ file: guard, from: 'const held = reserved.find(', to: 'const held = [].find(' }],
  },
  {
    name: 'ordered-twice',
    what: 'Two workers at once order a service for the same expiration (rules O7, T6). The lock of the claim and the identity both fall: each alone keeps the second order off.',
    foundBy: /O5: service \d+ is being paid by \d+ attempts/,
    seed: 1,
    changes: [
      {
        file: 'services/due-service.store.ts',
        from: '      for no key update of accounts skip locked\n    ) claimed',
        to: '    ) claimed',
      },
      {
        file: 'orders/renewal-identity.ts',
        from: 'const identity = `auto:',
        to: 'const identity = Math.random() + `auto:',
      },
    ],
  },
]
