import type { Language } from './reader.ts'
import { english } from './words.english.ts'
import { french } from './words.french.ts'
import { polish } from './words.polish.ts'
import type { Words } from './words.ts'

/** The words of sheets in each language. */
export const wordsOf: Readonly<Record<Language, Words>> = { en: english, fr: french, pl: polish }
