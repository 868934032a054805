import { expect, test } from 'vitest'
import { staleFiles } from '../../scripts/generate-contract.ts'

test('the generated files say what the reference document says', () => {
  expect(staleFiles()).toEqual([])
})
