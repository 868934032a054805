import { createHash, randomBytes } from 'node:crypto'
import type { Registrar } from '../payments/registrar.ts'
import type { SandboxBooks } from './sandbox.store.ts'
import { openRegistration, readRegistrationAnswer } from './sandbox-registration.store.ts'

export interface SandboxRegistrarParts {
  readonly transaction: SandboxBooks
  /** The origin of its form, which the house serves (`http/pages/registration-page.ts`). */
  readonly publicUrl: string
}

/**
 * The form of a payment provider that is played: the address that it gives leads to a page of this very server, on which a holder
 * types a card, signs a mandate or agrees with PayPal. What he types is judged there and forgotten but for what a provider tells.
 */
export function sandboxRegistrar({ transaction, publicUrl }: SandboxRegistrarParts): Registrar {
  return {
    kinds: ['creditCard', 'bankAccount', 'paypal'],
    async begin(request) {
      const token = randomBytes(24).toString('base64url')
      const tokenHash = createHash('sha256').update(token).digest()
      await transaction((books) => openRegistration(books, { ...request, tokenHash }))
      return { url: `${publicUrl}/payment/register?id=${request.meansId}&token=${token}` }
    },
    async ask(meansId) {
      const answer = await transaction((books) => readRegistrationAnswer(books, meansId), 'reads')
      return answer ?? { state: 'open' }
    },
  }
}
