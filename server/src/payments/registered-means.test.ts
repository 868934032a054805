import { expect, test } from 'vitest'
import { sampleMeans } from '../../test/sample-values.ts'
import { asOf } from './registered-means.ts'

const lastDay = Temporal.PlainDate.from('2026-12-31')

test('P7 a means is good until the end of its own last date', () => {
  const card = sampleMeans({ kind: 'creditCard', expiresOn: lastDay })
  expect(asOf(card, lastDay)).toMatchObject({ expired: false, usable: true })
  expect(asOf(card, lastDay.add({ days: 1 }))).toMatchObject({ expired: true, usable: false })
})

test('P7 a blocked means is not usable, and not for having expired', () => {
  expect(asOf(sampleMeans({ state: 'blocked' }), lastDay)).toMatchObject({ expired: false, usable: false })
})
