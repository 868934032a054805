/** Everything of the outside world that the CLI touches. A test passes one of its own and runs whole sessions. */
export interface Terminal {
  readonly out: (data: string | Uint8Array) => void
  readonly error: (text: string) => void
  /** Whether a person reads there. */
  readonly outIsTerminal: boolean
  readonly errorIsTerminal: boolean
  /** Whether a person can be asked. */
  readonly canAsk: boolean
  /** Width of the terminal, in characters. */
  readonly columns: number
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The working directory. */
  readonly folder: string
  readonly home: string
  /** Where the system's configuration is: `/etc`. */
  readonly systemFolder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Asks a line; null when the input ended. `secret`: what is typed is not shown. */
  readonly ask: (question: string, options?: { readonly secret?: boolean }) => Promise<string | null>
  /** The whole standard input. */
  readonly readInput: () => Promise<string>
  readonly fetch: typeof fetch
}
