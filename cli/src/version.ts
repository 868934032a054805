import { createRequire } from 'node:module'

/** The version of the package, asked for by its own name: the way to package.json differs between the sources and the package. */
export const version: string = createRequire(import.meta.url)('@odnowa/cli/package.json').version
