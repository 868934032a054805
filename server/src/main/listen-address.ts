import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Refusal, refusal } from '../database/refusal.ts'

/**
 * Looks whether the server will be able to listen, before anything is started for it.
 * @param port 0: any free one
 * @returns the port
 * @throws PORT_IN_USE, PORT_NOT_ALLOWED or HOST_UNKNOWN
 */
export async function probeAddress(host: string, port: number): Promise<number> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    const address = server.address()
    return address !== null && typeof address === 'object' ? address.port : port
  } catch (error) {
    throw listenRefusal(error, host, port) ?? error
  } finally {
    server.close()
  }
}

/** Says in words why listening failed; null for an error that has another cause. */
export function listenRefusal(error: unknown, host: string, port: number): Refusal | null {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return refusal(
        'PORT_IN_USE',
        `port ${port} of ${host} is in use: stop what listens there, or choose another port with --port`,
      )
    case 'EACCES':
      return refusal('PORT_NOT_ALLOWED', `this user may not listen on port ${port}: choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refusal('HOST_UNKNOWN', `"${host}" is no address of this machine: choose one with --host`)
    default:
      return null
  }
}

/** The origin under which clients find the server, when no public URL is given. */
export function originOf(host: string, port: number, secure: boolean): string {
  return new URL(`${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin
}
