import { candidatesFor } from '../completion/candidates.ts'
import { readConfiguration } from '../configuration/read-configuration.ts'
import { clientFor } from '../session.ts'
import type { Register } from '../verb.ts'

/** A shell waits for it at every tab. */
const patience = { timeout: '3' }

/** Called by the scripts of `odnowa completion`, not by people. */
export const registerComplete: Register = (program, terminal) => {
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: readonly string[]) => {
      const connect = () => clientFor(terminal, readConfiguration(terminal, {}), patience)
      // a shell cannot show an error in the midst of a line: without an answer there is nothing to offer
      const candidates = await candidatesFor(program, words, connect).catch(() => [])
      for (const candidate of candidates) terminal.out(`${candidate}\n`)
    })
}
