import type { OutgoingRequest } from './authorize.ts'

export interface OperationsOptions {
  /** An OpenAPI document. */
  readonly document: object
  /** Gives a request its credentials before it is sent. */
  readonly beforeSend: (request: OutgoingRequest) => Promise<OutgoingRequest>
  readonly afterAnswer: (answer: SwaggerAnswer) => SwaggerAnswer
}

export interface SwaggerAnswer {
  readonly status: number
  readonly text?: string
}

/** Shows the operations, to be looked up and tried. */
export function showOperations({ document, beforeSend, afterAnswer }: OperationsOptions): void {
  SwaggerUIBundle({
    ...{ spec: document, domNode: window.document.getElementById('operations') },
    ...{ deepLinking: true, docExpansion: 'none', filter: true, tryItOutEnabled: true, displayRequestDuration: true },
    // the models stand beside the operations that use them
    defaultModelsExpandDepth: -1,
    // its default asks a server of others to judge the document
    validatorUrl: null,
    // no document and no setting from the page's address
    queryConfigEnabled: false,
    requestInterceptor: beforeSend,
    responseInterceptor: afterAnswer,
    plugins: [withoutHead, openWhileFiltered],
  })
}

interface LayoutState {
  get(name: string): unknown
}

/** Title, server and authorization stand in the page's own header. */
function withoutHead(): object {
  const nothing = () => () => null
  return { wrapComponents: { InfoContainer: nothing, ServersContainer: nothing } }
}

/** What was filtered is to be seen: sections are open as long as there is a filter. */
function openWhileFiltered(): object {
  // the original has the state already, what wraps it is given it
  const isShown = (original: (...words: unknown[]) => unknown) => {
    return (state: LayoutState, thing: unknown, ...others: unknown[]) => {
      const filter = state.get('filter')
      const isFiltered = typeof filter === 'string' && filter !== ''
      if (isFiltered && Array.isArray(thing) && thing[0] === 'operations-tag') return true
      return original(thing, ...others)
    }
  }
  return { statePlugins: { layout: { wrapSelectors: { isShown } } } }
}
