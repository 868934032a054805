/** Runs work one after the other, in the order asked for: moves and resets of one sandbox never run beside each other. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

/** One queue, for one process. Work that fails holds up no other. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}
