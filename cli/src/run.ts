import { CommanderError } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { explainError } from './explain-error.ts'
import { visible } from './output/table.ts'
import { makeProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command line. @param words behind the program's name @returns the exit code */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await makeProgram(terminal).parseAsync([...words], { from: 'user' })
    return exitCodes.ok.code
  } catch (error) {
    // commander has said what was wrong itself; help and version come this way too, with code 0
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage.code
    const { exit, text } = explainError(error)
    terminal.error(`odnowa: ${text.split('\n').map(visible).join('\n')}\n`)
    if (words.includes('--debug') && error instanceof Error) terminal.error(`${stackOf(error)}\n`)
    return exitCodes[exit].code
  }
}

/** Where it came from: places in the code alone, since a message of the platform could quote what was sent. */
function stackOf(error: Error): string {
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? [`caused by ${error.cause.name}`] : []
  return [error.name, ...places, ...cause].join('\n')
}
