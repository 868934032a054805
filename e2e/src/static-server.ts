import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' }

/** Serves a folder's files on a free port: a page of another origin than the API's. */
export async function serveFolder(folder: string): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const server = createServer(async ({ url = '/' }, answer) => {
    const path = normalize(new URL(url, 'http://localhost').pathname)
    try {
      const content = await readFile(join(folder, path))
      answer.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(content)
    } catch {
      answer.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
