import { describe, expect, test } from 'vitest'
import type { RenewalChange } from './change-renewal.ts'
import { changeOfFlags, type RenewalFlags } from './renewal-flags.ts'
import { serviceLike } from './service.suite.ts'
import type { Service } from './service.ts'

describe('the flags of serviceInfos', () => {
  test.each<[string, RenewalFlags, Partial<Service>, RenewalChange]>([
    [
      'automatic, as the panel writes it',
      { manualPayment: false, automatic: true, deleteAtExpiration: false, period: 12 },
      {},
      { mode: 'automatic', period: 'P1Y' as never },
    ],
    [
      'manual, as the panel writes it',
      { manualPayment: true, automatic: false, deleteAtExpiration: false },
      {},
      { mode: 'manual' },
    ],
    ['the end at the expiration', { deleteAtExpiration: true }, {}, { ends: 'expiration' }],
    ['its undoing', { deleteAtExpiration: false }, { ends: 'expiration' }, { ends: null }],
    ['no undoing of an end with the engagement', { deleteAtExpiration: false }, { ends: 'engagement' }, {}],
    ['automatic alone', { automatic: true }, {}, { mode: 'automatic' }],
    ['not automatic alone', { automatic: false }, {}, { mode: 'manual' }],
    ['manual alone', { manualPayment: true }, {}, { mode: 'manual' }],
    [
      'nulls, which are left as they are',
      { automatic: true, manualPayment: null, period: null },
      {},
      { mode: 'automatic' },
    ],
    [
      'what was read of a forced one',
      { automatic: true, forced: true, manualPayment: false, deleteAtExpiration: false, period: 3 },
      {},
      { mode: 'automatic', period: 'P3M' as never },
    ],
  ])('%s', (_, flags, service, change) => {
    expect(changeOfFlags(flags, serviceLike(service))).toEqual({
      mode: undefined,
      period: undefined,
      ends: undefined,
      ...change,
    })
  })

  test.each<[string, RenewalFlags, string]>([
    ['both automatic and manual', { automatic: true, manualPayment: true }, 'INVALID_PARAMETER'],
    ['neither', { automatic: false, manualPayment: false, deleteAtExpiration: true }, 'INVALID_PARAMETER'],
    ['forced and manual', { forced: true, automatic: false }, 'INVALID_PARAMETER'],
    ['no months', { period: 0 }, 'INVALID_PERIOD'],
    ['negative months', { period: -1 }, 'INVALID_PERIOD'],
    ['broken months', { period: 1.5 }, 'INVALID_PERIOD'],
  ])('%s is a 400', (_, flags, code) => {
    const details = { field: expect.stringMatching(/^renew\./) }
    expect(() => changeOfFlags(flags, serviceLike())).toThrow(expect.objectContaining({ code, status: 400, details }))
  })
})
