/**
 * What becomes of an automatic bill that is not paid (rules A3, B5). `collecting`: it is tried by itself when `collect_at` has come.
 * `waiting`: the last try has failed; the customer pays it, or a credit or a new means has it tried again. `closed`: paid or credited;
 * it is open again when a provider takes its money back (rule B6).
 */
export type DebtState = 'collecting' | 'waiting' | 'closed'

export const debtTransitions: Readonly<Record<DebtState, readonly DebtState[]>> = {
  collecting: ['collecting', 'waiting', 'closed'],
  waiting: ['collecting', 'closed'],
  closed: ['collecting', 'waiting'],
}
