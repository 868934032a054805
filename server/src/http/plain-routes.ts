import type { PlainRoutes } from './setup.ts'

/** Everything the server answers beside the operations of the contract. */
export const plainRoutes: readonly PlainRoutes[] = []
