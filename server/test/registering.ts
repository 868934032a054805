import type { FastifyInstance } from 'fastify'
import type { TestAnswer } from './client.ts'

/** Where a holder is sent afterwards, in tests. */
export const callbackUrl = {
  success: 'https://shop.example/added',
  cancel: 'https://shop.example/given-up',
  failure: 'https://shop.example/refused',
  error: 'https://shop.example/error',
  pending: 'https://shop.example/pending',
}

/** A card that works, until the end of a far year. */
export const goodCard = { number: '4242 4242 4242 4242', expiry: '09 / 2039', code: '123' }
export const mandateAccount = { iban: 'DE89 3704 0044 0532 0130 00', ownerName: 'Maria Dupont' }

/** The registration that an answer began, as a link to its form. */
export function linkOf({ body }: TestAnswer): URL {
  return new URL(body.url)
}

/** Sends the form of a link as a browser does; an empty decision is that of the Enter key. */
export async function sendForm(app: FastifyInstance, link: URL, fields: Readonly<Record<string, string>>) {
  const [id, token] = [link.searchParams.get('id') ?? '', link.searchParams.get('token') ?? '']
  const answer = await app.inject({
    method: 'POST',
    url: link.pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ id, token, decision: 'register', ...fields }).toString(),
  })
  return { status: answer.statusCode, location: answer.headers.location, text: answer.body }
}
