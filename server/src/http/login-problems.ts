import { type Problem, problem } from '../problem/problem.ts'

/** Also what routes answer that need nothing but an application key. */
export function invalidKey(why = ''): Problem {
  return problem('INVALID_KEY', `This application key is invalid${why}`)
}

/** UNAUTHORIZED: who calls is not known. `why`: what to do about it. */
export function notLoggedIn(
  why = 'sign the request with X-Ovh-Application, X-Ovh-Consumer, X-Ovh-Timestamp and X-Ovh-Signature, or send a bearer token',
): Problem {
  return problem('UNAUTHORIZED', `You must login first: ${why}`)
}
