import type { ClientSecret, Credentials } from './credentials.ts'
import { readKeyFile } from './key-file.ts'
import { element } from './page.ts'

export interface KeyPanel {
  /** Shows who calls: a name and whether calls can be made, or that nobody does. */
  show(state: { readonly text: string; readonly kind: 'nobody' | 'asked' | 'known' | 'refused' }): void
  open(isOpen: boolean): void
}

export interface KeyPanelOptions {
  /** The origins that this server is known by. */
  readonly origins: readonly string[]
  /** Takes credentials into use, null when they are forgotten; resolves to whether the server knows them. */
  readonly onChange: (credentials: Credentials | null) => Promise<boolean>
  readonly fetchToken: (client: ClientSecret) => Promise<Credentials>
}

/** Brings the forms of the page to life in which keys are given. */
export function keyPanel(options: KeyPanelOptions): KeyPanel {
  const panel = element('keys')
  const opener = element('open-keys')
  const forget = element('forget')

  const open = (isOpen: boolean) => {
    panel.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
  }
  opener.addEventListener('click', () => open(panel.hidden !== false))
  forget.addEventListener('click', () => attempt(() => options.onChange(null)))
  listenToForms(panel, options)
  return {
    open,
    show({ text, kind }) {
      const who = element('who')
      who.textContent = text
      who.dataset.kind = kind
      forget.hidden = kind === 'nobody'
    },
  }
}

/** Uses what is given in a form, and empties all of them once the server knows it. */
function listenToForms(panel: HTMLElement, { origins, onChange, fetchToken }: KeyPanelOptions): void {
  const use = async (given: Credentials | ClientSecret) => {
    const isKnown = await onChange(given.kind === 'client' ? await fetchToken(given) : given)
    if (!isKnown) return
    for (const form of panel.querySelectorAll('form')) form.reset()
  }
  const useText = (text: string) => {
    const { endpoint, credentials } = readKeyFile(text)
    demandOurs(endpoint, origins)
    return use(credentials)
  }
  onSubmit('file-form', ({ content }) => useText(content ?? ''))
  onSubmit('keys-form', (fields) => use({ kind: 'keys', ...fields } as Credentials))
  onSubmit('client-form', (fields) => use({ kind: 'client', ...fields } as ClientSecret))
  onSubmit('token-form', (fields) => use({ kind: 'token', ...fields } as Credentials))
  element<HTMLInputElement>('key-file').addEventListener('change', (event) => {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (file) attempt(async () => useText(await file.text()))
  })
}

/** Keys of another server are no secret of this one's: they are not tried here. */
function demandOurs(endpoint: string | null, origins: readonly string[]): void {
  const named = endpoint === null ? null : URL.parse(endpoint)
  if (endpoint === null || (named && origins.includes(named.origin))) return
  throw new Error(`These keys are for ${endpoint}, and this server is ${origins.join(' or ')}: they were not used.`)
}

function onSubmit(id: string, work: (fields: Readonly<Record<string, string>>) => Promise<void>): void {
  const form = element<HTMLFormElement>(id)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()])
    attempt(() => work(Object.fromEntries(fields)))
  })
}

/** Tells on the page what did not work. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  const place = element('keys-error')
  place.hidden = true
  try {
    await work()
  } catch (error) {
    place.textContent = error instanceof Error ? error.message : String(error)
    place.hidden = false
  }
}
