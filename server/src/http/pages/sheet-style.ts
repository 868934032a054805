/** CSS of the pages that show a sheet, after that of all pages: wide and narrow windows, light and dark, paper. */
export const sheetStyle = `
:root { --due: #8f4700; --done: #146c43 }
@media (prefers-color-scheme: dark) { :root { --due: #ffb86b; --done: #6fd6a0 } }
a { color: var(--act) }
.brand { color: var(--act); font-weight: 600; margin: 0 0 .25rem }
.heading { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1.5rem }
.heading h1 { margin: 0; font-size: 1.75rem }
.state { border: 1px solid currentColor; border-radius: 1rem; padding: .15rem .75rem; font-size: .9rem; font-weight: 600; color: var(--act) }
.state.due { color: var(--due) }
.state.done { color: var(--done) }
.state.over { color: var(--soft) }
.tools { display: flex; flex-wrap: wrap; gap: .5rem .75rem; margin: 1rem 0 0 }
.tools a { border: 1px solid var(--line); border-radius: .5rem; padding: .35rem .8rem; text-decoration: none; font-size: .95rem; font-weight: 600 }
.tools a:hover { border-color: currentColor }
.tools a.act { background: var(--act); border-color: var(--act); color: var(--on) }
.parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1.25rem 2rem; margin: 1.5rem 0 }
.parties p { margin: 0 }
.role, .facts dt { color: var(--soft); font-size: .85rem }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem 1.5rem; margin: 0 0 1.25rem;
  background: var(--back); border-radius: .5rem; padding: .8rem 1rem }
.facts dd { margin: 0; overflow-wrap: anywhere }
.lines .right { text-align: right }
.lines td:not(:first-child) { white-space: nowrap }
.lines td, .totals td { font-variant-numeric: tabular-nums }
.lines tr > :first-child { padding-left: 0; overflow-wrap: anywhere }
.lines tr > :last-child { padding-right: 0 }
.lines thead tr:last-child > th { border-bottom: 1px solid var(--soft); white-space: nowrap }
.lines tbody tr:last-child > * { border-bottom: 1px solid var(--line) }
.totals { width: auto; min-width: min(22rem, 100%); margin: .75rem 0 0 auto }
.totals > * > * > * { border: 0; padding: .3rem 0; font-size: 1rem }
.totals th { font-weight: 400; color: var(--text); padding-right: 1.5rem }
.totals td { text-align: right; white-space: nowrap }
.totals tr:last-child > * { border-top: 1px solid var(--soft); font-weight: 700; font-size: 1.15rem; padding-top: .5rem }
.notes { margin: 1.25rem 0 0 }
.notes p:last-child { margin: 0 }
.card + .card, .notice + .card { margin-top: 1.25rem }
.notice { margin: 0 0 1.25rem }
.pay h2 { margin: 0 0 .5rem; font-size: 1.2rem }
.pay form { max-width: 26rem }
fieldset { border: 0; margin: 0; padding: 0 }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem }
.choice { display: flex; align-items: center; gap: .75rem; margin: 0 0 .5rem; padding: .65rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  font-weight: 400; cursor: pointer }
.choice:has(:checked) { border-color: var(--act); box-shadow: inset 0 0 0 1px var(--act) }
.choice input { width: auto; flex: none; margin: 0; accent-color: var(--act) }
.choice span { overflow-wrap: anywhere; min-width: 0 }
.actions a { flex: 1 1 9rem; text-align: center; padding: .7rem 1rem; font-weight: 600 }
details { margin-top: 1.5rem; color: var(--soft) }
summary { cursor: pointer }
details pre { color: var(--text); margin: .5rem 0 0 }
@media (max-width: 44rem) { .card { padding: 1.1rem }
  .lines, .lines tbody { display: block }
  .lines thead { display: none }
  .lines tbody tr { display: grid; grid-template-columns: 1fr 1fr; gap: .1rem 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
  .lines tbody tr > *, .lines tbody tr:last-child > * { padding: 0; border: 0 }
  .lines td:first-child { margin-bottom: .2rem }
  .lines td:first-child, .lines td:last-child { grid-column: 1 / -1 }
  .lines td:not(:first-child) { white-space: normal; text-align: left }
  .lines td.empty { display: none }
  .lines td[data-label]::before { content: attr(data-label) " "; color: var(--soft); font-size: .85rem; font-weight: 400 }
  .lines td:last-child { display: flex; justify-content: space-between; font-weight: 600 }
  .totals { width: 100% } }
@media print { :root { --back: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; --act: #0b57b7; --due: #8f4700; --done: #146c43 }
  main, main.wide { max-width: none; padding: 0 }
  .card { border: 0; padding: 0 }
  .tools, .pay, .notice { display: none }
  .facts { padding: 0 }
  thead { display: table-header-group }
  tr, .totals, .notes { break-inside: avoid } }
`
