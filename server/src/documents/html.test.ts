import { expect, test } from 'vitest'
import { html } from './html.ts'

test('texts are escaped, pieces of HTML are not, lists are joined, null is nothing', () => {
  const name = `<img src=x onerror="alert('&')">`
  const item = html`<li title="${name}">${1}</li>`
  expect(html`<ul>${[item, null, ' & ']}</ul>`.html).toBe(
    '<ul><li title="&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;">1</li> &amp; </ul>',
  )
})
