import { expect, test } from 'vitest'
import { readerAccepted, readerOf } from './reader.ts'

test.each([
  ['fr_FR', 'fr', 'fr-FR'],
  ['fr_CA', 'fr', 'fr-CA'],
  ['pl_PL', 'pl', 'pl-PL'],
  ['en_US', 'en', 'en-US'],
  ['pl', 'pl', 'pl'],
  ['de_DE', 'en', 'en-GB'],
  ['xx_XX', 'en', 'en-GB'],
  ['fr_!', 'fr', 'fr'],
  ['constructor', 'en', 'en-GB'],
  ['', 'en', 'en-GB'],
])('an account that speaks %s reads %s, as in %s', (accountLanguage, language, locale) => {
  expect(readerOf(accountLanguage)).toEqual({ language, locale })
})

test.each([
  [undefined, 'en-GB'],
  ['de-DE,pl;q=0.9,en;q=0.8', 'pl'],
  ['constructor, fr-BE', 'fr-BE'],
  ['*', 'en-GB'],
])('a browser that accepts %s reads as in %s', (header, locale) => {
  expect(readerAccepted(header).locale).toBe(locale)
})
