import { styleText } from 'node:util'
import type { Terminal } from '../terminal.ts'

export type TextStyle = 'bold' | 'dim' | 'red' | 'yellow' | 'green'

export type Paint = (style: TextStyle | null, text: string) => string

/** Colours for people who want them: a terminal, no `NO_COLOR`, no `--no-color`, not a dumb terminal. */
export function paintFor(terminal: Terminal, color: boolean): Paint {
  const { NO_COLOR, TERM } = terminal.environment
  const painted = color && terminal.outIsTerminal && !NO_COLOR && TERM !== 'dumb'
  return (style, text) => (painted && style !== null ? styleText(style, text, { validateStream: false }) : text)
}
