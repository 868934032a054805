import { confirmWordsOf } from './confirm-dictionary.ts'
import type { NotFound } from './open-page.ts'

/** What is said of a mailed link that is wrong, used or too old. */
export const linkNotFound: NotFound = (language) => {
  const { notFound, notFoundText } = confirmWordsOf[language]
  return [notFound, notFoundText]
}
