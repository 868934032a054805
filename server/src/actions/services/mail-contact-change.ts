import { hashKey, newKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { ContactMove } from '../../services/contact.ts'
import { writeContactAnswers } from '../../services/contact-answer.store.ts'
import type { ContactChange } from '../../services/contact-change.ts'
import type { Parts } from '../parts.ts'
import { serviceNotice } from '../telling/service-notice.ts'

/** A mail that asks one side of a change of contacts. */
export interface ContactMail {
  readonly accountId: AccountId
  readonly change: Pick<ContactChange, 'accountId' | 'id' | 'serviceId' | 'serviceName' | 'askedBy' | keyof ContactMove>
}

/**
 * Mails each side the link by which it answers; a link that was mailed before is none any more. Who is no owner of the service is told
 * its name alone, and what is asked of him (invariant 8). The caller holds the locks of the accounts.
 */
export async function mailContactChanges(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'seal' | 'publicUrl'>,
  mails: readonly ContactMail[],
): Promise<void> {
  const secrets = mails.map((mail) => ({ ...mail, token: newKey('mailedToken') }))
  await writeContactAnswers(
    transaction,
    secrets.map(({ token, ...mail }) => ({ ...mail, tokenHash: hashKey(token) })),
  )
  const at = parts.clock.now()
  await insertNotices(
    transaction,
    secrets.map(({ accountId, change, token }) => {
      const link = `${parts.publicUrl}/contacts/answer?id=${change.id}&token=${token}`
      const services = accountId === change.accountId ? [change.serviceId] : []
      const { serviceName, askedBy, from, to, roles } = change
      const linkSealed = parts.seal.seal(link).toString('base64')
      const data = { linkSealed, serviceName, contacts: { askedBy, from, to, roles } }
      return serviceNotice({ accountId, kind: 'contact.change', services, data, at })
    }),
  )
}
