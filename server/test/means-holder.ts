import { afterAll, beforeAll, beforeEach } from 'vitest'
import { collectDebts } from '../src/actions/automatic/collect-debts.ts'
import { runRenewals } from '../src/actions/automatic/run-renewals.ts'
import type { Account } from '../src/customers/account.ts'
import type { Call, TestAnswer } from './client.ts'
import { testAccount } from './customer.ts'
import { type TestServer, testServer } from './server.ts'
import { testPlans, testServices } from './services.ts'

/** Who holds means of payment in a test: an account of its own for each, with services that renew by themselves. */
export interface HolderScene {
  readonly server: TestServer
  readonly account: Account
  readonly call: Call
  /** A client of another account. */
  readonly stranger: Call
}

export interface MeansHolder {
  /** A service that renews by itself and has a day to go. */
  automaticService(): Promise<number>
  /** Bills what is due, and collects it, as the engine does. */
  renewAll(): Promise<void>
  /** The account's means that the provider was told to charge, in order. */
  chargedMeans(): Promise<readonly number[]>
}

/** Sets the scene anew before each test of the file, and hands it to `use`. */
export function meansHolder(use: (scene: HolderScene) => void): MeansHolder {
  let server: TestServer
  let scene: HolderScene
  let serviceId = 7000

  beforeAll(async () => {
    server = await testServer()
    await testPlans(server.parts, [{ code: 'basic', family: 'vps', prices: { P1Y: '39.00' } }])
  })
  afterAll(() => server?.close())
  beforeEach(async () => {
    const [account, other] = [await testAccount(server.parts), await testAccount(server.parts)]
    scene = { server, account, call: await server.client(account), stranger: await server.client(other) }
    use(scene)
  })
  return {
    async automaticService() {
      serviceId += 1
      const end = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 1 })
      const time = { start: String(end.subtract({ years: 1 })), expires: String(end), mode: 'automatic' } as const
      await testServices(server.parts, scene.account.id, [{ id: serviceId, plan: 'basic', family: 'vps', ...time }])
      return serviceId
    },
    async renewAll() {
      const until = server.parts.clock.now()
      await runRenewals(server.parts, { until })
      await collectDebts(server.parts, { until: until.add({ hours: 1 }) })
    },
    async chargedMeans() {
      const headers = { authorization: `Bearer ${server.adminToken}` }
      const { calls } = (await server.app.inject({ url: '/sandbox/gateway', headers })).json()
      const mine = new Set((await scene.call('GET', '/me/payment/method')).body)
      return calls.map(({ mean }: { mean: number }) => mean).filter((mean: number) => mine.has(mean))
    },
  }
}

/** Status and code of an answer. */
export async function codeOf(answer: Promise<TestAnswer>): Promise<readonly [number, unknown]> {
  const { status, body } = await answer
  return [status, body?.errorCode]
}
