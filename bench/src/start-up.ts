import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../../e2e/src/folder.ts'
import { startSandbox } from '../../e2e/src/sandbox.ts'
import { type Figure, median } from './figures.ts'

/** (d) From the start of the process until it can serve: on no data, and on existing data. */
export async function startUp(): Promise<Figure[]> {
  const fresh: number[] = []
  const again: number[] = []
  for (let round = 0; round < 3; round++) {
    const folder = makeFolder('odnowa-start-')
    const data = join(folder, 'data')
    for (const times of [fresh, again]) {
      const sandbox = await startSandbox({ data })
      times.push(sandbox.readyAfter)
      await sandbox.stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return [
    { scenario: '(d) ready, no data', measured: `${(median(fresh) / 1000).toFixed(1)} s`, floor: '', ratio: null },
    {
      scenario: '(d) ready, existing data',
      measured: `${(median(again) / 1000).toFixed(1)} s`,
      floor: '',
      ratio: null,
    },
  ]
}
