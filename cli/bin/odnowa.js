#!/usr/bin/env node
import { existsSync } from 'node:fs'

// in the repository the sources run as they are; a package has no sources, but what was made of them
const source = new URL('../src/odnowa.ts', import.meta.url)
await import(existsSync(source) ? source.href : '../dist/cli/src/odnowa.js')
