import { type Authority, authorize } from './authorize.ts'
import { type Credentials, keepCredentials, keptCredentials } from './credentials.ts'
import { type OpenapiDocument, publicOriginOf, shownDocument } from './document.ts'
import { type KeyPanel, keyPanel } from './key-panel.ts'
import { showOperations } from './operations.ts'
import { element, followColorScheme } from './page.ts'
import { serverClock } from './server-clock.ts'
import { fetchToken, whoAmI } from './who-am-i.ts'

// The page /console/api: shows the operations of this server, and signs and sends calls to them.

const pageOrigin = location.origin

followColorScheme()
try {
  start(await readJson<OpenapiDocument>('/1.0/openapi.json'))
} catch (error) {
  element('operations').textContent = `This page could not start: ${error instanceof Error ? error.message : error}`
}

function start(document: OpenapiDocument): void {
  const publicOrigin = publicOriginOf(document)
  const clock = serverClock(() => readJson<number>('/1.0/auth/time'))
  const authority: Authority = { pageOrigin, publicOrigin, clock }
  let credentials: Credentials | null = null

  const panel = keyPanel({ origins: [...new Set([publicOrigin, pageOrigin])], onChange, fetchToken })
  showOperations({
    document: shownDocument(document, pageOrigin),
    beforeSend: (request) => authorize(request, credentials, authority),
    afterAnswer: (answer) => {
      if (answer.text?.includes('QUERY_TIME_OUT')) clock.forget()
      return answer
    },
  })
  const kept = keptCredentials(sessionStorage)
  panel.open(kept === null)
  void onChange(kept)

  function onChange(given: Credentials | null): Promise<boolean> {
    credentials = given
    keepCredentials(sessionStorage, given)
    return showOwner(panel, given, authority)
  }
}

/** Shows whose the keys are. @returns whether the server knows them */
async function showOwner(panel: KeyPanel, given: Credentials | null, authority: Authority): Promise<boolean> {
  if (given === null) {
    panel.show({ text: 'No keys: calls are not signed.', kind: 'nobody' })
    return false
  }
  panel.show({ text: 'Asking who this is …', kind: 'asked' })
  const { known, text } = await whoAmI(given, authority)
  panel.show({ text, kind: known ? 'known' : 'refused' })
  panel.open(!known)
  return known
}

async function readJson<Body>(path: string): Promise<Body> {
  const answer = await fetch(path, { credentials: 'omit' })
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`)
  return answer.json()
}
