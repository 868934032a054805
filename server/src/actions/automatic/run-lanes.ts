/**
 * Runs work in lanes side by side, and waits for all of them, also when one fails: nothing goes on behind the back of a sweep's caller,
 * where it would hold locks that the next sweep passes over.
 * @throws what the first lane that failed threw
 */
export async function runLanes(count: number, lane: () => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: count }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
