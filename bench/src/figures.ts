/** One line of the results: what was measured, its floor in the same run, and their ratio. */
export interface Figure {
  readonly scenario: string
  readonly measured: string
  readonly floor: string
  /** Measured / floor in throughput, median of pairs; null where there is no floor. */
  readonly ratio: number | null
}

/** The middle value; of an even number the upper one of the two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Runs the two in turn, A B A B, so that a drift of the machine meets both; a round before the first, which counts for nothing, warms them up. */
export async function inTurn(
  rounds: number,
  measured: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ measured: number; floor: number; ratio: number }> {
  await measured()
  await floor()
  const pairs: { measured: number; floor: number }[] = []
  for (let round = 0; round < rounds; round++) pairs.push({ measured: await measured(), floor: await floor() })
  return {
    measured: median(pairs.map((pair) => pair.measured)),
    floor: median(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map((pair) => pair.measured / pair.floor)),
  }
}

/** Markdown, as `bench/README.md` has it: ratios with two decimals. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ scenario, measured, floor, ratio }) => `| ${scenario} | ${measured} | ${floor} | ${ratio?.toFixed(2) ?? ''} |`,
  )
  return ['| scenario | measured | floor | ratio |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
