import type { SandboxClock } from '../calendar/sandbox-clock.ts'

/** The keys of the demo account as `sandbox.json` tells them: the demo data is made with these, at first and after each reset. */
export interface DemoKeys {
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
  /** Of the demo account's holder, for the validation page. */
  readonly password: string
}

/** What only a sandbox has, made in main: a clock that can be moved, and keys that survive a reset. */
export interface Sandbox {
  readonly clock: SandboxClock
  readonly keys: DemoKeys
}
