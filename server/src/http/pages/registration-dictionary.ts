import type { Language } from '../../documents/reader.ts'
import { english } from './registration-words.english.ts'
import { french } from './registration-words.french.ts'
import { polish } from './registration-words.polish.ts'
import type { RegistrationWords } from './registration-words.ts'

/** The words of the played provider's forms, in each language. */
export const registrationWordsOf: Readonly<Record<Language, RegistrationWords>> = {
  en: english,
  fr: french,
  pl: polish,
}
