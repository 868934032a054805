/** Results kept at a time: a run meets the same few days over and over. */
const mostKept = 2_000

/**
 * A calculation in a zone that keeps its last results. A zone's rules are asked for a microsecond each time, and a run over a million
 * services asks them many millions of times for a few hundred days.
 * @param keyOf equal for givens that have one result
 */
export function remembering<Given, Result>(
  keyOf: (given: Given) => number | bigint,
  calculate: (given: Given, zone: string) => Result,
): (given: Given, zone: string) => Result {
  const kept = new Map<number | bigint, Result>()
  let keptZone: string = ''
  return (given, zone) => {
    if (zone !== keptZone || kept.size > mostKept) {
      kept.clear()
      keptZone = zone
    }
    const key = keyOf(given)
    const known = kept.get(key)
    if (known !== undefined) return known
    const result = calculate(given, zone)
    kept.set(key, result)
    return result
  }
}
