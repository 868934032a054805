import type { Language } from '../../documents/reader.ts'
import { english } from './page-words.english.ts'
import { french } from './page-words.french.ts'
import { polish } from './page-words.polish.ts'
import type { PageWords } from './page-words.ts'

/** The words of the pages around a sheet, in each language. */
export const pageWordsOf: Readonly<Record<Language, PageWords>> = { en: english, fr: french, pl: polish }
