import type { RegistrationRequest } from '../../payments/registrar.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { withinPatience } from '../paying/ask-gateway.ts'

/**
 * Has the provider open its form for a registration; answers its address, a secret. Opened again, an old address leads nowhere.
 * @throws UNAVAILABLE when the provider breaks off, or says nothing within 10 s
 */
export async function openForm({ registrar, log }: Parts, request: RegistrationRequest): Promise<string> {
  const { accountId, meansId, kind, bankAccount, expiresAt } = request
  if (!registrar) throw problem('REGISTRATION_UNAVAILABLE', 'this server has no payment provider that registers means')
  const asked = Promise.try(() => registrar.begin({ accountId, meansId, kind, bankAccount, expiresAt }))
  const begun = await withinPatience(
    asked.catch((error: unknown) => {
      log.warn({ means: meansId, error: String(error) }, 'the payment provider opened no form')
      return null
    }),
    null,
  )
  if (begun) return begun.url
  throw problem('UNAVAILABLE', 'the payment provider does not answer: try again in some minutes')
}
