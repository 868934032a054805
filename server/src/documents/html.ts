/** HTML that may be sent as it is. Made by `html` alone, which escapes whatever it is given. */
export interface Html {
  readonly html: string
}

export type HtmlPart = Html | string | number | null | readonly HtmlPart[]

/** A piece of a page: html`<p>${name}</p>`. Texts are escaped, for use between tags and in quoted attributes; null is nothing. */
export function html(pieces: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return {
    html: pieces.map((piece, index) => piece + (index < parts.length ? render(parts[index] ?? null) : '')).join(''),
  }
}

function render(part: HtmlPart): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  if (isList(part)) return part.map(render).join('')
  return part.html
}

function isList(part: Html | readonly HtmlPart[]): part is readonly HtmlPart[] {
  return Array.isArray(part)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
