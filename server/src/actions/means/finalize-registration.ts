import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { RegisteredFacts } from '../../payments/registrar.ts'
import type { Registration } from '../../payments/registration.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { type BookingRequest, bookRegistration } from './book-registration.ts'

/** What the caller believes of the registration that he finalizes; what he leaves out is not compared. */
export interface Belief {
  readonly formSession?: string | null | undefined
  /** The provider's id of what it registered. */
  readonly registrationId?: string | null | undefined
  readonly expirationMonth?: number | null | undefined
  readonly expirationYear?: number | null | undefined
}

/**
 * Makes a means whose holder has been at the provider one that can be charged; a means that is registered already is answered as it is.
 * @throws NOT_FOUND; INVALID_PARAMETER where a belief is wrong; REGISTRATION_OPEN while its holder is not done; REGISTRATION_OVER
 * when he gave up, or the provider refused
 */
export async function finalizeRegistration(
  parts: Parts,
  { belief, ...named }: Pick<BookingRequest, 'accountId' | 'meansId'> & { readonly belief: Belief },
): Promise<RegisteredMeans> {
  const check = (registration: Registration | null, facts: RegisteredFacts | null) => {
    compare('formSessionId', belief.formSession, registration?.formSession)
    if (!facts) return
    compare('registrationId', belief.registrationId, facts.token)
    if (facts.kind !== 'creditCard') return
    compare('expirationMonth', belief.expirationMonth, facts.expiresOn.month)
    compare('expirationYear', belief.expirationYear, facts.expiresOn.year)
  }
  const { means } = await bookRegistration(parts, { ...named, check })
  const { id, state } = means
  if (state === 'registering') {
    throw problem(
      'REGISTRATION_OPEN',
      `payment method ${id} is not registered yet: its holder has not finished its form`,
    )
  }
  if (state === 'removed' || state === 'refused') {
    const why = state === 'refused' ? 'the provider refused it' : 'its holder gave it up'
    throw problem('REGISTRATION_OVER', `payment method ${id} was not registered, ${why}: begin anew`)
  }
  return means
}

function compare<Value>(field: string, believed: Value | null | undefined, known: Value | undefined): void {
  if (believed === null || believed === undefined || believed === known) return
  throw wrong(field)
}

function wrong(field: string): Problem {
  return problem(
    'INVALID_PARAMETER',
    `${field}: this is not what was registered: leave it out, or write what the provider gave`,
    {
      field,
    },
  )
}
