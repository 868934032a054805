/** The languages that documents and their pages are written in: one file of words each. */
export type Language = 'en' | 'fr' | 'pl'

/** Who reads a document: the language of its words, and the locale that formats its dates and amounts. */
export interface Reader {
  readonly language: Language
  /** `fr-CA` */
  readonly locale: string
}

const languages: readonly Language[] = ['en', 'fr', 'pl']
const nobody: Reader = { language: 'en', locale: 'en-GB' }

/** The reader of an account's language such as `fr_FR`; English where there are no words in it. */
export function readerOf(accountLanguage: string): Reader {
  return known(accountLanguage) ?? nobody
}

/** The reader of an `Accept-Language` header: its first language that there are words in. */
export function readerAccepted(header: string | undefined): Reader {
  const accepted = (header ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '')
  return accepted.map(known).find((reader) => reader !== null) ?? nobody
}

function known(text: string): Reader | null {
  const tag = text.replace('_', '-')
  const language = languages.find((one) => one === tag.toLowerCase().split('-')[0])
  if (language === undefined) return null
  return { language, locale: isLocale(tag) ? tag : language }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
