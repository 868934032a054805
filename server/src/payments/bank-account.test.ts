import { expect, test } from 'vitest'
import { parseBankAccount } from './bank-account.ts'

const account = { iban: 'fr76 3000 6000 0112 3456 7890 189', bic: '', ownerName: ' Maria Dupont ', ownerAddress: '' }

test('P7 an account is kept in one form', () => {
  expect(parseBankAccount({ ...account, bic: 'agri frpp' })).toEqual({
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    ownerName: 'Maria Dupont',
    ownerAddress: '',
  })
})

test.each([
  ['iban', { iban: 'FR7630006000011234567890188' }],
  ['iban', { iban: '' }],
  ['iban', { iban: 'SA0380000000608010167519' }],
  ['bic', { bic: 'NOBIC' }],
  ['ownerName', { ownerName: '  ' }],
  ['ownerAddress', { ownerAddress: 'x'.repeat(256) }],
])('%s of %j is refused by name', (field, changes) => {
  expect(() => parseBankAccount({ ...account, ...changes })).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAMETER', details: { field } }),
  )
})
