import { expectTypeOf, test } from 'vitest'
import type { ServicesServiceInput } from './models/services.generated.ts'
import type { OperationTypes } from './operations.ts'

test('an answer has every field, null where it may be null; a body only what is required', () => {
  type Renew = OperationTypes['POST /service/{serviceId}/renew']
  expectTypeOf<Renew['params']>().toEqualTypeOf<{ serviceId: string }>()
  expectTypeOf<Renew['body']>().toEqualTypeOf<{ dryRun?: boolean; duration: string; services: number[] }>()
  expectTypeOf<Renew['response']['expirationDate']>().toEqualTypeOf<string | null>()
  expectTypeOf<OperationTypes['GET /me/order']['query']>().toEqualTypeOf<{ 'date.from'?: string; 'date.to'?: string }>()
  expectTypeOf<OperationTypes['GET /service']['body']>().toEqualTypeOf<null>()
  expectTypeOf<OperationTypes['PUT /service/{serviceId}']['response']>().toEqualTypeOf<null>()
  expectTypeOf<Pick<ServicesServiceInput, 'renew'>>().toEqualTypeOf<{
    renew?: {
      automatic?: boolean
      deleteAtExpiration?: boolean
      forced?: boolean
      manualPayment?: boolean | null
      period?: number | null
    } | null
  }>()
})
