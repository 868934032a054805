import { dateOf } from '../dates.ts'
import { listMethods, type Method, methodName } from '../orders/choose-means.ts'
import type { Column } from '../output/column.ts'
import { showList } from '../output/show.ts'
import type { Session } from '../session.ts'
import { perform, type Register, withOutput } from '../verb.ts'

export const registerMeans: Register = (program, terminal) => {
  withOutput(
    program
      .command('means')
      .summary('list the means of payment')
      .description('List the registered means of payment. The default one pays where none is named.'),
  ).action(perform(terminal, work))
}

async function work(session: Session): Promise<void> {
  const methods = await listMethods(session.client)
  showList(session, columns, methods, { objects: methods, none: 'no means of payment is registered' })
}

const columns: readonly Column<Method>[] = [
  { title: 'Id', text: ({ paymentMethodId }) => String(paymentMethodId), align: 'right' },
  { title: 'Means', text: methodName, plain: ({ paymentType }) => paymentType },
  { title: 'Default', text: (method) => (method.default ? '*' : ''), plain: (method) => String(method.default) },
  { title: 'Status', text: ({ status }) => status, style: ({ status }) => (status === 'VALID' ? null : 'red') },
  { title: 'Ends', text: ({ expirationDate }) => (expirationDate ? dateOf(expirationDate) : '') },
  { title: 'Label', text: ({ label }) => label ?? '', cut: true },
  { title: 'Description', text: ({ description }) => description ?? '', cut: true, narrow: 'drop' },
]
