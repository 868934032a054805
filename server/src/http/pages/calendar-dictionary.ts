import type { Language } from '../../documents/reader.ts'
import { english } from './calendar-words.english.ts'
import { french } from './calendar-words.french.ts'
import { polish } from './calendar-words.polish.ts'
import type { CalendarWords } from './calendar-words.ts'

/** The words of the page on which a holder looks after his calendar, in each language. */
export const calendarWordsOf: Readonly<Record<Language, CalendarWords>> = { en: english, fr: french, pl: polish }
