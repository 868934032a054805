import type { Tone } from './sheet.ts'

export const colours = { act: '#0b57b7', text: '#1b1f27', soft: '#5a6270', line: '#d5d9e0', back: '#f3f4f6' } as const
export const toneColours: Readonly<Record<Tone, string>> = {
  due: '#a35200',
  waiting: '#0b57b7',
  done: '#146c43',
  over: '#5a6270',
}
/** Points. */
export const sideMargin = 48
/** Points of an A4 page between its margins. */
export const innerWidth = 595.28 - 2 * sideMargin

/** Words that are longer than their column is wide are broken anywhere: they would push the others off the page. */
export function breaking(text: string, longest: number): { readonly wordBreak?: 'break-all' } {
  return text.split(/[\s-]+/).some((word) => word.length > longest) ? { wordBreak: 'break-all' } : {}
}
