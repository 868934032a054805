import type { NewBundle } from '../../../catalog/bundle-register.store.ts'

/** A .com domain costs half as much when it is renewed together with a Hosting Pro (rule S6). */
export const demoBundles: readonly NewBundle[] = [
  {
    plans: ['domain-com', 'hosting-pro-2014'],
    period: null,
    currency: 'EUR',
    planCode: 'domain-com',
    priceUcents: null,
    discountPpm: 500_000,
    validFrom: Temporal.PlainDate.from('2014-01-01'),
  },
]
