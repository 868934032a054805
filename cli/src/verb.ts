import type { Command } from 'commander'
import { openSession, type Session } from './session.ts'
import type { Terminal } from './terminal.ts'

/** Adds one verb to the program. */
export type Register = (program: Command, terminal: Terminal) => void

/** What a verb does: `words` are its arguments, `options` what its flags say. */
export type Work<Options> = (session: Session, words: readonly string[], options: Options) => Promise<void>

/** Runs a verb's work with the session that the flags ask for. */
export function perform<Options>(terminal: Terminal, work: Work<Options>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command
    await work(openSession(terminal, command.opts()), command.args, command.opts() as Options)
  }
}

/** The flags of every verb that calls the API. */
export function withConnection(command: Command): Command {
  return command
    .optionsGroup('Connection:')
    .option('--endpoint <name|url>', 'the API to call: ovh-eu, ovh-ca, ovh-us ..., or a URL')
    .option('--config <file>', 'read this ovh.conf, and no other file or OVH_* variable')
    .option('--timeout <seconds>', 'how long a call may take')
    .option('--no-color', 'no colours on the terminal (also NO_COLOR)')
    .option('--debug', 'show where an error came from')
}

/** The flags of every verb that shows results. */
export function withOutput(command: Command): Command {
  return withConnection(command)
    .optionsGroup('Output:')
    .option('--json', "the API's own objects as JSON")
    .option('--csv', 'comma-separated values with a head (RFC 4180)')
    .optionsGroup('Options:')
}

/** Collects a flag that may be given several times. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
