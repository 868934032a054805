import { run } from '../src/run.ts'
import type { SessionHouse } from './session-house.ts'
import { testTerminal } from './test-terminal.ts'

/**
 * Plays a session that is written as a person sees it, and answers it as it was now. Of the text the lines that begin with these
 * are read; everything else is what was said, and is written anew:
 *
 *     # a remark
 *     % PUT /sandbox/payment-means/1234/outcomes {"outcomes": ["success"]}     what an operator does
 *     $ odnowa renew 12345 --pay <<< y                                         a command, and what is typed when it asks
 *     $ odnowa services | cat                                                  standard output is no terminal
 *     $ odnowa renew 12345 --pay < /dev/null                                   nobody can be asked
 */
export async function playSession(text: string, house: SessionHouse): Promise<string> {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) lines.push(line)
    else if (line.startsWith('% ')) lines.push(line, ...(await operate(line, house)))
    else if (line.startsWith('$ ')) lines.push(line, await play(line, house))
  }
  return `${lines.join('\n').trimEnd()}\n`
}

async function operate(line: string, { operator }: SessionHouse): Promise<readonly string[]> {
  const [, method, path, body] = /^% (GET|POST|PUT) (\S+) (.*)$/.exec(line) ?? []
  await operator(method as 'PUT', path ?? '', JSON.parse(body ?? 'null'))
  return []
}

async function play(line: string, { machine }: SessionHouse): Promise<string> {
  const [, command = '', input, typed] = /^\$ odnowa (.*?)( \| cat| < \/dev\/null| <<< (.*))?$/.exec(line) ?? []
  const terminal = testTerminal({
    ...machine,
    ...{ outIsTerminal: input !== ' | cat', canAsk: input !== ' < /dev/null' },
    answers: typed?.split(' ') ?? [],
    environment: { NO_COLOR: '1' },
  })
  const code = await run(splitWords(command), terminal)
  return `${steady(terminal.seen(), machine.folder)}[exit ${code}]\n`
}

/** What is random by its nature, and the folders of this run. */
function steady(seen: string, folder: string): string {
  return seen
    .replaceAll(folder.replace(/work$/, 'home'), '~')
    .replaceAll(folder, '.')
    .replace(/credentialToken=\w+/g, 'credentialToken=...')
    .replace(/assword=[\w-]+/g, 'assword=...')
    .replace(/query id [\w.-]+/g, 'query id ...')
}

/** Words as a shell splits them, with quotes and nothing more. */
export function splitWords(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
}
