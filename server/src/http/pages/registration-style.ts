/** CSS of the played provider's forms, after that of all pages. */
export const registrationStyle = `
.brand { color: var(--act); font-weight: 600; margin: 0 0 .25rem }
.sandbox { border: 1px dashed var(--soft); border-radius: .5rem; padding: .6rem .8rem; color: var(--soft); font-size: .9rem; margin: 0 0 1rem }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0 1rem }
.number { font-variant-numeric: tabular-nums; letter-spacing: .06em }
.amiss { color: var(--bad); font-size: .9rem; margin: .3rem 0 0 }
[aria-invalid=true] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad) }
.optional { color: var(--soft); font-weight: 400; font-size: .9rem }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem 1.5rem; margin: 1rem 0;
  background: var(--back); border-radius: .5rem; padding: .8rem 1rem }
.facts dt { color: var(--soft); font-size: .85rem }
.facts dd { margin: 0; overflow-wrap: anywhere }
.sign { display: flex; align-items: flex-start; gap: .75rem; margin: 1rem 0 0; padding: .75rem .9rem; border: 1px solid var(--line); border-radius: .5rem;
  font-weight: 400; cursor: pointer }
.sign:has(:checked) { border-color: var(--act); box-shadow: inset 0 0 0 1px var(--act) }
.sign input { width: auto; flex: none; margin: .3rem 0 0; accent-color: var(--act) }
.terms { margin-top: 1.25rem }
.tests { margin: 1.5rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--soft) }
.tests h2 { margin: 0 0 .35rem; font-size: .95rem; color: var(--text) }
.tests dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 }
.tests dt { color: var(--text) }
.tests dd { margin: 0 }
.done { font-size: 1.1rem }
.actions a { flex: 1 1 9rem; text-align: center; padding: .7rem 1rem; font-weight: 600; color: var(--act) }
@media (max-width: 30rem) { .tests dl { grid-template-columns: 1fr; gap: 0 } .tests dd { margin: 0 0 .5rem } .card { padding: 1.1rem } }
`
