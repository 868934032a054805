import { readFileSync } from 'node:fs'

/** The version of the package, the same in the sources and when packed. */
export const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
