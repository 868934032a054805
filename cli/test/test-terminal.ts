import type { Terminal } from '../src/terminal.ts'

export interface TestTerminal extends Terminal {
  /** What was written, in order, standard output and error together, as a person sees it. */
  readonly seen: () => string
  readonly written: { out: string; error: string; bytes: Uint8Array[] }
}

/** A terminal in a test's hand: nothing of the machine reaches it but what the test passes. */
export function testTerminal(changes: Partial<Terminal> & { readonly answers?: readonly string[] } = {}): TestTerminal {
  const written = { out: '', error: '', bytes: [] as Uint8Array[] }
  let seen = ''
  const answers = [...(changes.answers ?? [])]
  const error = (text: string) => {
    written.error += text
    seen += text
  }
  const { answers: _, ...rest } = changes
  return {
    written,
    seen: () => seen,
    out: (data) => {
      if (typeof data !== 'string') written.bytes.push(data)
      const text = typeof data === 'string' ? data : `<${data.length} bytes>\n`
      written.out += text
      seen += text
    },
    error,
    ...{ outIsTerminal: true, errorIsTerminal: false, canAsk: true, columns: 100 },
    ...{ environment: {}, folder: '/nowhere', home: '/nowhere', systemFolder: '/nowhere' },
    now: () => Date.parse('2026-11-25T12:00:00Z'),
    sleep: async () => {},
    ask: async (question, options) => {
      const answer = answers.shift() ?? null
      error(`${question}${options?.secret ? '' : (answer ?? '')}\n`)
      return answer
    },
    readInput: async () => '',
    fetch: () => Promise.reject(new Error('this test has no network')),
    ...rest,
  }
}
