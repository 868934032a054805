import { authOperations } from './auth.ts'
import { meOperations } from './me.ts'
import { oauth2ClientOperations } from './me-api-oauth2-client.ts'
import type { Operation } from './operation.ts'

/** Every operation that the server answers; the schema documents name these and no others. */
export const operations: readonly Operation[] = [...authOperations, ...meOperations, ...oauth2ClientOperations]
