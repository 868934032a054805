import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusal } from '../refusal.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'
import { perform, type Register, withConnection } from '../verb.ts'

const methods = ['GET', 'POST', 'PUT', 'DELETE']

export const registerRaw: Register = (program, terminal) => {
  withConnection(
    program
      .command('raw')
      .summary('call any operation of the API and print its answer')
      .description(
        'Call any operation of the API and print its answer as it came, links and passwords too. Asks nothing.',
      )
      .argument('<method>', methods.join(', '))
      .argument('<path>', 'without the branch, such as /me or /me/order?date.from=2026-01-01T00:00:00Z')
      .argument('[body]', 'JSON, @file, or - for standard input'),
  ).action(perform(terminal, work))
}

async function work(session: Session, [method = '', path = '', given]: readonly string[]): Promise<void> {
  const { terminal, client } = session
  const verb = method.toUpperCase()
  if (!methods.includes(verb)) throw refusal('usage', `"${method}" is no method: possible are ${methods.join(', ')}`)
  const body = given === undefined ? undefined : parseBody(await readBody(terminal, given))
  const answer = await client.raw(verb, path.startsWith('/') ? path : `/${path}`, body === undefined ? {} : { body })
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body, null, 2)
  terminal.out(terminal.outIsTerminal || typeof answer.body !== 'string' ? `${text}\n` : `${JSON.stringify(text)}\n`)
}

async function readBody(terminal: Terminal, given: string): Promise<string> {
  if (given === '-') return terminal.readInput()
  if (!given.startsWith('@')) return given
  const file = given.slice(1)
  try {
    return readFileSync(file.startsWith('/') ? file : join(terminal.folder, file), 'utf8')
  } catch {
    throw refusal('usage', `the body's file ${file} cannot be read`)
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('usage', 'the body is no JSON')
  }
}
