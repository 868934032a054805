import { type ErrorCode, errors } from '@odnowa/contract/errors.ts'

/** Facts beside the message. Strings only: go-ovh decodes `details` as a map of strings (ovh-api.md, surprise 7). */
export type ProblemDetails = Readonly<Record<string, string>>

/** A coded error that a caller can get. Whatever is not a Problem reaches the caller as INTERNAL, without its message. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly details: ProblemDetails
  constructor(code: ErrorCode, message: string, details: ProblemDetails = {}) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.details = details
  }
  /** The HTTP status of the catalogue, 400-599. */
  get status(): number {
    return errors[this.code].status
  }
  /** The OVH error class of the catalogue, such as `Client::NotFound`. */
  get class(): string {
    return errors[this.code].class
  }
}

/**
 * Builds a Problem to throw.
 * @param code a code of the catalogue
 * @param message what was wrong, where, and what to do
 */
export function problem(code: ErrorCode, message: string, details: ProblemDetails = {}): Problem {
  return new Problem(code, message, details)
}
