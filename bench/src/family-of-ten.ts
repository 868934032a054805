import { listRenewals } from '../../server/src/actions/ordering/list-renewals.ts'
import type { Parts } from '../../server/src/actions/parts.ts'
import { realClock } from '../../server/src/calendar/calendar.ts'
import { type Database, openDatabase } from '../../server/src/database/pool.ts'
import { toWireRenewDescription } from '../../server/src/http/wire/renew-description.ts'
import type { AccountId, ServiceId } from '../../server/src/identity/identity.ts'
import { type Figure, median } from './figures.ts'

const services = 10
const periods = ['P1M', 'P3M', 'P6M', 'P1Y']
const calls = 100
const rounds = 5

/**
 * (c) The list of a family of ten linked services, 512 strategies for each of four periods: all that this process does for it, from
 * the action to the JSON, its statements' client side included.
 */
export async function familyOfTen(databaseUrl: string): Promise<Figure> {
  const database = openDatabase({ url: databaseUrl })
  try {
    const asked = await makeFamily(database)
    const parts: Pick<Parts, 'transaction' | 'clock' | 'zone'> = {
      transaction: database.transaction,
      clock: realClock,
      zone: 'Europe/Paris',
    }
    const list = async () => {
      const { descriptions } = await listRenewals(parts, { ...asked, includeOptions: false })
      const strategies = descriptions.map((each) => each.strategies.length)
      if (strategies.join() !== '512,512,512,512') throw new Error(`the family has ${strategies.join()} strategies`)
      return JSON.stringify(descriptions.map(toWireRenewDescription))
    }
    await processorTime(list)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await processorTime(list))
    const measured = `${median(times).toFixed(1)} ms of CPU`
    return { scenario: '(c) list of a family of ten, 2,048 strategies', measured, floor: '', ratio: null }
  } finally {
    await database.close()
  }
}

/** Milliseconds of CPU that one call takes, all threads of this process counted. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let call = 0; call < calls; call++) await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / calls
}

async function makeFamily({ pool }: Database): Promise<{ accountId: AccountId; serviceId: ServiceId }> {
  const { rows } = await pool.query<{ id: AccountId }>(
    `insert into accounts (nichandle, email, firstname, name, legalform, country, currency, language, created_at)
     values ('bench-family-ovh', 'a@example.org', 'A', 'B', 'individual', 'FR', 'EUR', 'fr_FR', now()) returning account_id as id`,
  )
  const accountId = rows[0]?.id as AccountId
  await pool.query(
    `with made as (insert into plans (code, family, service_type) select 'ten-' || n, 'vps', 'VPS' from generate_series(1, $1::int) n returning code)
     insert into plan_prices (plan_code, period, currency, price_ucents, valid_from)
     select code, period, 'EUR', 350000000, '2020-01-01' from made, unnest($2::text[]) period`,
    [services, periods],
  )
  const made = await pool.query<{ id: ServiceId }>(
    `insert into services (account_id, plan_code, family, name, link_group, starts_on, expires_on, anchor_day, period, mode, created_at)
     select $1, 'ten-' || n, 'vps', 'vps' || n, 1, current_date, current_date + 31, extract(day from current_date), 'P1M', 'automatic', now()
     from generate_series(1, $2::int) n returning id`,
    [accountId, services],
  )
  await pool.query('analyze')
  return { accountId, serviceId: made.rows[0]?.id as ServiceId }
}
