import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runLanes } from './run-lanes.ts'

test('a lane that fails is told when the others have ended too', async () => {
  let [begun, ended] = [0, 0]
  const lane = async () => {
    begun += 1
    if (begun === 1) throw new Error('the database went away')
    await wait(5 * begun)
    ended += 1
  }
  await expect(runLanes(4, lane)).rejects.toThrow('the database went away')
  expect([begun, ended]).toEqual([4, 3])
})
