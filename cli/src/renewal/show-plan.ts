import { amountText, decimalText, sumText } from '../output/amount.ts'
import type { Column } from '../output/column.ts'
import { tableText } from '../output/table.ts'
import { expirationOf, fullName, type Service } from '../services/service.ts'
import type { Session } from '../session.ts'
import type { Plan } from './plan-renewals.ts'

/** Tells a person what would be ordered. */
export function showPlans(session: Session, plans: readonly Plan[]): void {
  if (plans.length > 1) session.tell(`${plans.length} orders, since these services are not renewed together:`)
  for (const plan of plans) showPlan(session, plan)
  const prices = plans.map(({ dryRun }) => dryRun.priceWithTax)
  if (plans.length > 1) session.tell(`all together ${sumText(prices)}`)
}

function showPlan({ terminal, tell }: Session, { period, services, dryRun, leftBehind }: Plan): void {
  tell(`for ${period}`)
  terminal.error(indent(tableText(columns, services, { width: terminal.columns - 2, paint: (_style, text) => text })))
  const { priceWithoutTax, tax, priceWithTax } = dryRun
  tell(`  ${amountText(priceWithoutTax)} + ${amountText(tax)} tax = ${amountText(priceWithTax)}`)
  for (const option of leftBehind) tell(`  not along: ${fullName(option)}, which is not sold for ${period} now`)
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

const columns: readonly Column<Service>[] = [
  { title: 'Id', text: ({ serviceId }) => String(serviceId), align: 'right' },
  { title: 'Name', text: fullName, cut: true },
  { title: 'Plan', text: ({ billing }) => billing.plan?.invoiceName ?? '', cut: true },
  { title: 'Until now', text: (service) => expirationOf(service) ?? 'never' },
]

/** What became of one plan. */
export interface Outcome {
  readonly plan: Plan
  /** Null for a dry run. */
  readonly order: Plan['dryRun'] | null
  readonly status: 'dryRun' | 'notPaid' | 'delivered'
  /** The services of the plan as they are afterwards; as before where nothing was paid. */
  readonly after: readonly Service[]
}

/** What programs read of an outcome: a line for each service. */
export interface OutcomeRow {
  readonly outcome: Outcome
  readonly before: Service
  readonly after: Service
}

/** In the order of the plan's services; one that was not read afterwards stands as it was before. */
export function outcomeRows(outcome: Outcome): readonly OutcomeRow[] {
  return outcome.plan.services.map((before, index) => ({ outcome, before, after: outcome.after[index] ?? before }))
}

export const outcomeColumns: readonly Column<OutcomeRow>[] = [
  {
    title: 'Order',
    text: ({ outcome }) => (outcome.order ? String(outcome.order.orderId) : '-'),
    plain: ({ outcome }) => String(outcome.order?.orderId ?? ''),
  },
  { title: 'Status', text: ({ outcome }) => outcome.status },
  { title: 'Id', text: ({ before }) => String(before.serviceId), align: 'right' },
  { title: 'Name', text: ({ before }) => fullName(before), cut: true },
  { title: 'Period', text: ({ outcome }) => outcome.plan.period },
  { title: 'From', text: ({ before }) => expirationOf(before) ?? 'never' },
  { title: 'Expires', text: ({ after }) => expirationOf(after) ?? 'never' },
  {
    title: 'Order total',
    text: ({ outcome }) => amountText(priced(outcome)),
    plain: ({ outcome }) => decimalText(priced(outcome)),
    align: 'right',
  },
  { title: 'Currency', text: ({ outcome }) => priced(outcome).currencyCode, programsOnly: true },
]

function priced({ plan, order }: Outcome) {
  return (order ?? plan.dryRun).priceWithTax
}

/** What `--json` has of an outcome: the API's own amounts, and the services with both dates. */
export function outcomeObject({ plan, order, status, after }: Outcome): object {
  const { orderId, priceWithoutTax, tax, priceWithTax, ...rest } = order ?? plan.dryRun
  return {
    ...{ status, orderId: order ? orderId : null, period: plan.period, priceWithoutTax, tax, priceWithTax },
    services: plan.services.map((service, index) => ({
      ...{ serviceId: service.serviceId, name: service.resource.name, product: fullName(service) },
      ...{ from: expirationOf(service), expiration: expirationOf(after[index] ?? service) },
    })),
    ...(order ? rest : {}),
  }
}
