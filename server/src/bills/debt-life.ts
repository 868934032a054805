/**
 * What becomes of an automatic bill that is not paid (rules A3, B5). `collecting`: it is tried by itself when `collect_at` has come.
 * `waiting`: the last try has failed; the customer pays it, or a credit or a new means has it tried again. `closed`: paid or credited.
 */
export type DebtState = 'collecting' | 'waiting' | 'closed'

export const debtTransitions: Readonly<Record<DebtState, readonly DebtState[]>> = {
  collecting: ['collecting', 'waiting', 'closed'],
  waiting: ['collecting', 'closed'],
  closed: [],
}
