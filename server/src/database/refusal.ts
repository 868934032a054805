/** Why the server refuses to start, or cannot: told to the operator, never to a caller. */
export interface Refusal extends Error {
  readonly code: string
}

/**
 * Builds a Refusal to throw.
 * @param code upper case, stable: scripts may look for it
 * @param message what is wrong, where, and what to do
 */
export function refusal(code: string, message: string): Refusal {
  return Object.assign(new Error(message), { name: 'Refusal', code })
}

/** By its name, since a Refusal is a plain Error with a code. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal'
}
