import type { OwnCalendar } from '../../actions/telling/own-calendar.ts'
import type { Zone } from '../../calendar/calendar.ts'
import { type Html, html } from '../../documents/html.ts'
import { type Language, readerOf } from '../../documents/reader.ts'
import { fill, momentText } from '../../documents/sheet-text.ts'
import type { Page } from '../page.ts'
import { calendarWordsOf } from './calendar-dictionary.ts'
import type { CalendarWords } from './calendar-words.ts'
import { pageWordsOf } from './page-dictionary.ts'

/** The form on which a holder logs in to look after his calendar. */
export function calendarLogIn(
  language: Language,
  typed: { readonly nichandle: string; readonly error: string | null },
): Page {
  const words = calendarWordsOf[language]
  const { account, password, next } = pageWordsOf[language]
  return page(
    language,
    html`<p>${words.about}</p>
<p>${words.logIn}</p>
${typed.error === null ? null : html`<p class="error" role="alert">${typed.error}</p>`}
<form method="post" action="/calendar">
<label for="nichandle">${account}</label>
<input id="nichandle" name="nichandle" value="${typed.nichandle}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">${password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions"><button>${next}</button></div>
</form>`,
  )
}

/** What a holder who has logged in sees of his calendar, and the forms that change it. */
export interface ShownCalendar {
  readonly calendar: OwnCalendar
  readonly zone: Zone
  readonly token: string
  /** What the form that was sent did. */
  readonly done: 'make' | 'end' | 'stale' | null
}

/** The address of a calendar, with the form that makes one, replaces or ends it. */
export function calendarSettings({ calendar, zone, token, done }: ShownCalendar): Page {
  const reader = readerOf(calendar.account.language)
  const words = calendarWordsOf[reader.language]
  const { address } = calendar
  const made = address && fill(words.madeAt, { date: momentText(address.createdAt, zone, reader) })
  return page(
    reader.language,
    html`<p class="soft">${fill(words.of, { account: calendar.account.nichandle })}</p>
${done === null ? null : html`<p class="notice" role="status">${done === 'stale' ? words.stale : words.done[done]}</p>`}
${address === null ? html`<p>${words.about}</p><p>${words.none}</p>` : addressOf(address.url, made ?? '', words)}
<form method="post" action="/calendar">
<input type="hidden" name="token" value="${token}">
<div class="actions"><button name="change" value="make">${address === null ? words.make : words.makeAnother}</button>
${address === null ? null : html`<button name="change" value="end" class="quiet">${words.end}</button>`}</div>
</form>
${address === null ? null : html`<p class="soft">${words.consequence}</p>`}`,
  )
}

function addressOf(url: string, made: string, words: CalendarWords): Html {
  return html`<h2>${words.address}</h2>
<p class="address"><code>${url}</code></p>
<p><a href="${url.replace(/^https?:/, 'webcal:')}">${words.subscribe}</a></p>
<p>${words.howTo}</p>
<p>${words.secret} ${made}</p>`
}

function page(language: Language, inside: Html): Page {
  const { title } = calendarWordsOf[language]
  const body = html`<div class="card"><h1>${title}</h1>
${inside}
</div>`
  return { title, language, style, formAction: "'self'", body }
}

const style = `
a { color: var(--act) }
.notice { border: 1px solid var(--act); border-radius: .5rem; padding: .6rem .8rem }
.address { background: var(--back); border-radius: .5rem; padding: .75rem 1rem; user-select: all }
`
