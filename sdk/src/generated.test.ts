import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { familyOperations } from '@odnowa/contract/family-operations.ts'
import { operationKey } from '@odnowa/contract/operation.ts'
import type { OperationKey as ContractKey, OperationTypes as ContractTypes } from '@odnowa/contract/operations.ts'
import { operations } from '@odnowa/contract/operations.ts'
import { expect, test } from 'vitest'
import { staleFiles } from '../../scripts/generate-sdk.ts'
import { fakeServer } from '../test/fake-server.ts'
import { createClient } from './client.ts'
import type { OperationKey, OperationTypes } from './generated/operation-types.generated.ts'

type Equal<Left, Right> =
  (<Any>() => Any extends Left ? 1 : 2) extends <Any>() => Any extends Right ? 1 : 2 ? true : false

/** The operations whose types are not the contract's, and those that the SDK lacks: tsc fails unless there are none. */
type Differing = {
  [Key in ContractKey]: Key extends OperationKey
    ? Equal<ContractTypes[Key], OperationTypes[Key]> extends true
      ? never
      : Key
    : Key
}[ContractKey]
const differing: [Differing] extends [never] ? 'none' : Differing = 'none'

test('the types are those of the contract', () => {
  expect(differing).toBe('none')
})

test('the generated files say what the contract says', () => {
  expect(staleFiles()).toEqual([])
})

const methodsFolder = join(import.meta.dirname, 'generated', 'methods')

test('every operation of the contract has a method that calls it', async () => {
  const server = fakeServer(() => ({ body: null }))
  const client = createClient({
    endpoint: 'http://api.test/1.0',
    credentials: { kind: 'none' },
    fetch: server.fetch,
  })
  const files = await Promise.all(readdirSync(methodsFolder).map((file) => import(join(methodsFolder, file))))
  const methods = files.flatMap((file) => Object.values<(...words: unknown[]) => Promise<unknown>>(file))
  for (const method of methods) await method(client, ...Array(method.length - 1).fill('x'))
  const called = server.seen.map(({ method, url }) => `${method} ${new URL(url).pathname.replace('/1.0', '')}`)
  const keys = new Set([...Object.values(operations), ...familyOperations].map(operationKey))
  expect(called.sort()).toEqual([...keys].map((key) => key.replaceAll(/\{\w+\}/g, 'x')).sort())
})
