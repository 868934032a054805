import { createHash } from 'node:crypto'
import { signature, signatureBase } from '@odnowa/contract/signature.ts'
import { type AccountData, createAccount } from '../src/actions/accounts/create-account.ts'
import type { CreatedCredentials } from '../src/actions/accounts/create-credentials.ts'
import type { Parts } from '../src/actions/parts.ts'
import type { Account } from '../src/customers/account.ts'

export const customerData: AccountData = {
  email: 'maria@example.com',
  firstname: 'Maria',
  name: 'Dupont',
  organisation: null,
  legalform: 'individual',
  address: '1 rue de la Paix',
  city: 'Roubaix',
  zip: '59100',
  phone: '+33.320000000',
  country: 'FR',
  currency: 'EUR',
  language: 'fr_FR',
  vat: null,
}

/** An account of a test's own. */
export function testAccount(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { password = null, ...data }: Partial<AccountData> & { readonly password?: string | null } = {},
): Promise<Account> {
  return createAccount(parts, { nichandle: null, password, data: { ...customerData, ...data } })
}

/** The headers that OVH's SDKs send with a signed request. */
export function signedHeaders(
  keys: CreatedCredentials,
  request: {
    readonly method: string
    readonly url: string
    readonly body?: string | Buffer
    readonly timestamp?: number
  },
): Record<string, string> {
  const timestamp = String(request.timestamp ?? Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
  const { applicationSecret, consumerKey } = keys
  const sha1 = createHash('sha1')
  const signed = { applicationSecret, consumerKey, method: request.method, url: request.url, timestamp }
  for (const piece of signatureBase(signed, request.body ?? '')) sha1.update(piece)
  return {
    'x-ovh-application': keys.applicationKey,
    'x-ovh-consumer': consumerKey,
    'x-ovh-timestamp': timestamp,
    'x-ovh-signature': signature(sha1.digest('hex')),
  }
}
