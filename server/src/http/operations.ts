import type { Operation } from './operation.ts'

/** Every operation that the server answers; the schema documents name these and no others. */
export const operations: readonly Operation[] = []
