import type { Terminal } from '../terminal.ts'

export interface Progress {
  /** `total` null: not known yet. */
  readonly report: (done: number, total: number | null) => void
  /** Wipes the line away. */
  readonly end: () => void
}

const quietMilliseconds = 700
const wipe = '\r\u001b[K'

/** A line on standard error that counts, for people, once a job has proved to be long. */
export function startProgress(terminal: Terminal, what: string): Progress {
  const startedAt = terminal.now()
  let shown = false
  return {
    report(done, total) {
      if (!terminal.errorIsTerminal || terminal.now() - startedAt < quietMilliseconds) return
      shown = true
      terminal.error(`${wipe}${what}: ${done}${total === null ? '' : ` of ${total}`}`)
    },
    end() {
      if (shown) terminal.error(wipe)
    },
  }
}
