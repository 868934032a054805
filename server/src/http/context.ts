import type { Parts } from '../actions/parts.ts'
import type { Zone } from '../calendar/calendar.ts'

/** What `toWire...` functions must know beside the value that they convert. `Parts` has both. */
export interface WireContext {
  /** Local dates and offsets on the wire are of this zone (rule T1). */
  readonly zone: Zone
  /** Origin of links, without a final slash. */
  readonly publicUrl: string
}

/** What the converters of `wire/` need of the parts, and no more. */
export function wireContext(parts: Parts): WireContext {
  return { zone: parts.zone, publicUrl: parts.publicUrl }
}
