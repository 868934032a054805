import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import { type ParentFacts, parentStanding } from './parent-standing.ts'

type Words = Partial<Omit<ParentFacts, 'service'>> & {
  readonly expires?: string
  readonly ends?: 'expiration' | 'engagement'
  readonly engagedUntil?: string
  readonly rule?: string
}

const date = (text: string | undefined) => (text === undefined ? null : Temporal.PlainDate.from(text))

function parent({ expires = '2027-03-01', ends, engagedUntil, rule, ...words }: Words): ParentFacts {
  return {
    service: {
      ...{ expiresOn: Temporal.PlainDate.from(expires), period: parsePeriod('P1M'), anchorDay: 1, ends: ends ?? null },
      ...{ engagedUntil: date(engagedUntil), engagementEndRule: rule ?? null, suspensionCauses: [] },
    },
    ...{ kind: 'automatic', manualAllowed: true, accountActive: true, isSold: true, parent: null },
    ...words,
  }
}

/** Of an option that would be renewed until 1 April 2027. */
function covers(words: Words): boolean {
  const option = { expiresOn: Temporal.PlainDate.from('2027-03-01'), period: parsePeriod('P1M'), anchorDay: 1 }
  return parentStanding(parent(words), option).covers
}

describe('A2a whether a parent covers the next period of an option', () => {
  test.each<[string, Words, boolean]>([
    ['one that is automatic', {}, true],
    ['one that is manual', { kind: 'manual' }, false],
    ['a manual one that is paid until the very day', { kind: 'manual', expires: '2027-04-01' }, true],
    ['one that is set to end', { ends: 'expiration' }, false],
    ['one of a paused account', { accountActive: false }, false],
    [
      'one of a paused account that knows no manual',
      { accountActive: false, manualAllowed: false, kind: 'forced' },
      true,
    ],
    ['one that is sold no more', { isSold: false }, false],
    ['one that ends with its engagement after that', { ends: 'engagement', engagedUntil: '2027-04-01' }, true],
    ['one that ends with its engagement before', { ends: 'engagement', engagedUntil: '2027-03-31' }, false],
    ['one whose rule ends it before', { rule: 'CANCEL_SERVICE', engagedUntil: '2027-03-31' }, false],
    ['an option of what is automatic', { parent: parent({}) }, true],
    ['an automatic option of what ends', { parent: parent({ ends: 'expiration' }) }, false],
    ['an automatic option of what is manual', { parent: parent({ kind: 'manual' }) }, false],
    [
      'an automatic option of what is paid far enough',
      { parent: parent({ kind: 'manual', expires: '2028-01-01' }) },
      true,
    ],
    ['one that follows what is automatic', { kind: 'option', parent: parent({}) }, true],
    [
      'one that follows what is manual, though paid',
      { kind: 'option', parent: parent({ kind: 'manual', expires: '2028-01-01' }) },
      false,
    ],
  ])('%s', (_, words, expected) => {
    expect(covers(words)).toBe(expected)
  })
})
