import type { Exit } from './exit-codes.ts'

/** An end that the person at the terminal can do something about. */
export interface Refusal extends Error {
  readonly exit: Exit
}

/** @param message what was wrong, where, and what to do; printed as it is */
export function refusal(exit: Exit, message: string): Refusal {
  return Object.assign(new Error(message), { exit })
}

/** Anything else that is thrown is an answer of the API, or a fault of ours (`explain-error.ts`). */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'exit' in error
}
