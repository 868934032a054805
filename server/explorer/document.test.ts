import { openapiDocument } from '@odnowa/contract/openapi.ts'
import { operations } from '@odnowa/contract/operations.ts'
import { expect, test } from 'vitest'
import { type OpenapiDocument, publicOriginOf, shownDocument } from './document.ts'

const served = openapiDocument({
  operations: Object.values(operations),
  publicUrl: 'https://renew.example',
}) as unknown as OpenapiDocument

test('calls go to where the page came from, what is signed is the public URL', () => {
  expect(publicOriginOf(served)).toBe('https://renew.example')
  expect(shownDocument(served, 'http://localhost:8080')).toMatchObject({
    servers: [{ url: 'http://localhost:8080/1.0' }],
    security: [],
  })
})

test('a parameter of a path takes several ids; all else is as it was', () => {
  const shown = shownDocument(served, 'https://renew.example') as OpenapiDocument
  expect(Object.keys(shown.paths)).toEqual(Object.keys(served.paths))
  const [before, after] = [served, shown].map(({ paths }) => paths['/me/order/{orderId}']?.get)
  expect(before?.parameters[0]).toMatchObject({ name: 'orderId', schema: { type: 'integer' } })
  expect(after?.parameters[0]).toMatchObject({ name: 'orderId', schema: { type: 'string' } })
  expect({ ...after, parameters: [] }).toEqual({ ...before, parameters: [] })
  expect(shown.components.securitySchemes).toBeUndefined()
  expect(shown.components.schemas).toEqual(served.components.schemas)
})
