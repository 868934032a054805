import { choosePaperBills, readPaperBills } from '../../actions/billing/choose-paper-bills.ts'
import { readBillingCapacities } from '../../actions/billing/read-billing-capacities.ts'
import { readContactChangesOf } from '../../actions/services/read-contact-changes.ts'
import { problem } from '../../problem/problem.ts'
import type { ContactChange } from '../../services/contact-change.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { taskStatuses, toWireBillingTask } from '../wire/billing-task.ts'

/** How the caller is billed, and what is under way about that. */
export const billingOperations: readonly Operation[] = [
  operation('GET /me/billing/capacities', async ({ parts, caller }) => {
    const { canHavePaper, needsMeans } = await readBillingCapacities(parts, caller)
    return {
      // whoever renews automatically is billed first and pays after (rule A3)
      canUseDebtSystem: true,
      canUsePostalMailForInvoices: canHavePaper,
      requiredPaymentMethod: needsMeans ? 'mandatoryForAutorenew' : 'notMandatory',
    }
  }),

  operation('GET /me/billing/invoicesByPostalMail', ({ parts, caller }) => readPaperBills(parts, caller)),

  operation('POST /me/billing/invoicesByPostalMail', async ({ parts, caller: { accountId }, body: { enable } }) => {
    await choosePaperBills(parts, { accountId, byPost: enable })
  }),

  operation('GET /me/billing/task', async (call) => {
    const { name, status } = call.query
    const tasks = await tasksOf(call)
    return tasks
      .filter(({ state }) => status === undefined || taskStatuses[state] === status)
      .filter(() => name === undefined || name === 'contact/change')
      .map(({ id }) => id)
  }),

  operation(
    'GET /me/billing/task/{id}',
    async (call) => {
      const id = idParameter(call.params.id, 'id')
      const task = (await tasksOf(call)).find((one) => one.id === id)
      if (task) return toWireBillingTask(task)
      throw problem('NOT_FOUND', `there is no billing task ${id}`)
    },
    {
      many: (call, texts) =>
        manyIds(texts, 'id', async () => {
          const tasks = await tasksOf(call)
          return new Map(tasks.map((task) => [task.id, toWireBillingTask(task)]))
        }),
    },
  ),
]

/** Changes of billing contacts: those of the caller's services, and those that ask the caller. */
async function tasksOf({
  parts,
  caller: { accountId },
}: Pick<Call<'GET /me/billing/task'>, 'parts' | 'caller'>): Promise<readonly ContactChange[]> {
  const changes = await readContactChangesOf(parts, { accountId })
  return changes.filter(({ roles }) => roles.includes('billing'))
}
