import { type Html, html } from '../documents/html.ts'
import { type Letter, letterOf } from './letter.ts'
import type { LetterFacts } from './letter-facts.ts'

export interface RenderedNotice {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A notice as a mail, in text and in HTML that say the same. Pure. The result holds links that are secrets. */
export function renderNotice(facts: LetterFacts): RenderedNotice {
  const letter = letterOf(facts)
  return { subject: letter.subject.replace(/\s+/g, ' '), text: textOf(letter), html: htmlOf(letter).html }
}

function textOf({ greeting, sentences, services, headings, colon, facts, action, closing }: Letter): string {
  const list = services.map(({ name, type, paidUntil }) => {
    return `- ${name} (${type}), ${headings.paidUntil.toLowerCase()} ${paidUntil}`
  })
  const known = facts.map(({ name, value }) => `${name}${colon}${value}`)
  const blocks = [
    greeting,
    ...sentences,
    list.join('\n'),
    known.join('\n'),
    `${action.text}\n${action.url}`,
    `-- \n${closing}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** Programs that show mails know little CSS, and many only in attributes: tables, and styles on each element. */
function htmlOf(letter: Letter): Html {
  const { language, subject, greeting, sentences, action, closing } = letter
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;background:#f3f4f6;color:#1b1f27;font:16px/1.5 system-ui,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d5d9e0;border-radius:12px">
<tr><td style="padding:28px">
<h1 style="margin:0 0 16px;font-size:21px;line-height:1.3;overflow-wrap:anywhere">${subject}</h1>
<p style="margin:0 0 12px">${greeting}</p>
${sentences.map((sentence) => html`<p style="margin:0 0 12px;overflow-wrap:anywhere">${sentence}</p>\n`)}
${servicesOf(letter)}
${factsOf(letter)}
<p style="margin:24px 0 8px"><a href="${action.url}" style="display:inline-block;padding:12px 22px;background:#0b57b7;color:#ffffff;border-radius:8px;font-weight:600;text-decoration:none">${action.text}</a></p>
</td></tr></table>
<p style="margin:16px 0 0;color:#5a6270;font-size:13px">${closing}</p>
</td></tr></table>
</body>
</html>
`
}

const cell = 'padding:8px 12px 8px 0;border-bottom:1px solid #d5d9e0;text-align:left;vertical-align:top'
const heading = `${cell};color:#5a6270;font-size:13px;font-weight:600`

function servicesOf({ services, headings }: Letter): Html | null {
  if (services.length === 0) return null
  return html`<table width="100%" cellpadding="0" cellspacing="0" style="margin:16px 0;border-collapse:collapse">
<tr><th style="${heading}">${headings.service}</th><th style="${heading}">${headings.paidUntil}</th></tr>
${services.map(
  ({ name, type, paidUntil }) =>
    html`<tr><td style="${cell};overflow-wrap:anywhere"><strong>${name}</strong><br><span style="color:#5a6270;font-size:14px">${type}</span></td><td style="${cell}">${paidUntil}</td></tr>\n`,
)}
</table>`
}

function factsOf({ facts }: Letter): Html | null {
  if (facts.length === 0) return null
  return html`<table cellpadding="0" cellspacing="0" style="margin:0 0 8px;border-collapse:collapse">
${facts.map(({ name, value }) => html`<tr><th style="padding:2px 16px 2px 0;text-align:left;font-weight:400;color:#5a6270">${name}</th><td style="padding:2px 0"><strong>${value}</strong></td></tr>\n`)}
</table>`
}
