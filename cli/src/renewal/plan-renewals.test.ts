import { createClient } from '@odnowa/sdk/client.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SessionHouse, sessionHouse } from '../../test/session-house.ts'
import { testTerminal } from '../../test/test-terminal.ts'
import { readConfiguration } from '../configuration/read-configuration.ts'
import { findServices } from '../services/find-service.ts'
import { planRenewals } from './plan-renewals.ts'

let house: SessionHouse
beforeAll(async () => {
  house = await sessionHouse('keys')
  const first = { account: 'ab12345-ovh', plan: 'vps-starter', start: '2026-11-05', period: 'P1M', mode: 'automatic' }
  const family = Array.from({ length: 13 }, (_none, index) => ({
    ...{ ...first, name: `linked-${index}.ovh.net`, serviceId: 500_000 + index },
    ...(index === 0 ? {} : { linkedTo: [500_000] }),
  }))
  await house.operator('POST', '/admin/services', family)
})
afterAll(() => house.close())

const clientOf = () => {
  const { endpoint, credentials } = readConfiguration(testTerminal(house.machine), {})
  return createClient({ endpoint, credentials, fetch: house.machine.fetch })
}

describe('a family too large for every set of it to be listed', () => {
  test('S8 a set that is not listed is ordered all the same', async () => {
    const client = clientOf()
    const [asked, ...others] = await findServices(client, ['500000', '500003', '500005', '500007'])
    const wish = { targets: asked ? [asked] : [], together: others, withOptions: false, period: 'P3M' }
    const [plan, ...more] = await planRenewals(client, wish)
    expect(more).toEqual([])
    expect(plan?.services.map(({ serviceId }) => serviceId).toSorted()).toEqual([500_000, 500_003, 500_005, 500_007])
    expect(plan?.dryRun.priceWithoutTax.value).toBe(42)
  })

  test('what is not linked is refused by the dry run', async () => {
    const client = clientOf()
    const [asked, other] = await findServices(client, ['500000', '112233'])
    const wish = { targets: asked ? [asked] : [], together: other ? [other] : [], withOptions: false, period: 'P3M' }
    await expect(planRenewals(client, wish)).rejects.toMatchObject({ status: 400 })
  })
})

test('S2 an option whose parent would have to come along is refused, and the parent named', async () => {
  const client = clientOf()
  // the hosting ends before the option's new expiration, and no longer renews by itself
  await client.call('PUT /services/{serviceId}', {
    params: { serviceId: 67890 },
    body: { renew: { mode: 'manual', period: 'P1Y' } },
  })
  const [domain, option] = await findServices(client, ['12345', '67891'])
  const wish = { targets: domain ? [domain] : [], together: option ? [option] : [], withOptions: false, period: 'P1Y' }
  await expect(planRenewals(client, wish)).rejects.toThrow('--with hosting/web/example.ovh takes that along')
  const alone = { ...wish, targets: option ? [option] : [], together: [] }
  await expect(planRenewals(client, alone)).rejects.toThrow('--with hosting/web/example.ovh takes that along')
})
