import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import usual from '../../../vitest.config.ts'
import { bugNamed, planted } from './plant.ts'

// Plays the simulation with the bug of ODNOWA_PLANTED in the sources as they are read: no file is changed.
const bug = bugNamed(process.env.ODNOWA_PLANTED ?? '')

export default mergeConfig(
  usual,
  defineConfig({
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    // what is planted must not be kept for the next bug, nor for a run without one
    test: { fsModuleCache: false },
    plugins: [
      {
        name: 'odnowa-planted-bug',
        enforce: 'pre',
        transform: (source: string, path: string) => planted(bug, path, source),
      },
    ],
  }),
)
