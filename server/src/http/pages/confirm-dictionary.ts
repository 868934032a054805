import type { Language } from '../../documents/reader.ts'
import { english } from './confirm-words.english.ts'
import { french } from './confirm-words.french.ts'
import { polish } from './confirm-words.polish.ts'
import type { ConfirmWords } from './confirm-words.ts'

/** The words of the pages on which a mailed link is confirmed, in each language. */
export const confirmWordsOf: Readonly<Record<Language, ConfirmWords>> = { en: english, fr: french, pl: polish }
