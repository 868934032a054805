import type { Client } from '@odnowa/sdk/client.ts'
import type { Command } from 'commander'
import { helpTopics } from '../help.ts'
import { listMethods } from '../orders/choose-means.ts'
import { listAllServices } from '../services/read-services.ts'
import { fullName, type Service } from '../services/service.ts'

/**
 * What the last of the words could become.
 * @param words behind the program's name; the last is the one that is being written, perhaps empty
 * @param connect gives a client; it may throw where there are no credentials, and then only words of our own are offered
 */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  connect: () => Client,
): Promise<readonly string[]> {
  const started = words.at(-1) ?? ''
  const [verb, ...before] = words.slice(0, -1)
  const command = program.commands.find((each) => each.name() === verb)
  if (!command) return startingWith(verbNames(program), started)
  const { options } = command
  const flag = options.find(({ long }) => long === before.at(-1))
  if (flag?.required) return startingWith(await valuesOf(flag.long ?? '', connect), started)
  if (started.startsWith('-')) return startingWith([...options.map(({ long }) => long ?? ''), '--help'], started)
  const count = before.filter((word) => !word.startsWith('-')).length
  const own = await argumentsOf(command.name(), count, connect, program)
  return startingWith(own, started)
}

function verbNames(program: Command): readonly string[] {
  return program.commands.map((command) => command.name()).filter((name) => !name.startsWith('_'))
}

function startingWith(candidates: readonly string[], started: string): readonly string[] {
  return [...new Set(candidates)].filter((candidate) => candidate !== '' && candidate.startsWith(started))
}

async function argumentsOf(
  verb: string,
  before: number,
  connect: () => Client,
  program: Command,
): Promise<readonly string[]> {
  if (verb === 'help') return [...verbNames(program), ...helpTopics]
  if (verb === 'completion') return ['bash', 'zsh', 'fish']
  if (verb === 'raw') return before === 0 ? ['GET', 'POST', 'PUT', 'DELETE'] : []
  if (verb === 'mode' && before === 1) return ['automatic', 'manual', 'delete-at-expiration', 'keep']
  if (['service', 'strategies', 'renew', 'mode'].includes(verb)) return names(await listAllServices(connect()))
  if (verb === 'order' || verb === 'pay') return (await connect().call('GET /me/order')).map(String)
  if (verb === 'bill') return connect().call('GET /me/bill')
  return []
}

async function valuesOf(flag: string, connect: () => Client): Promise<readonly string[]> {
  const fixed: Readonly<Record<string, readonly string[]>> = {
    '--endpoint': ['ovh-eu', 'ovh-ca', 'ovh-us'],
    '--period': ['P1M', 'P3M', 'P6M', 'P1Y', 'P2Y', 'P3Y'],
    '--expiring-within': ['P7D', 'P30D', 'P3M', 'P1Y'],
    '--mode': ['automatic', 'manual'],
    '--state': ['active', 'ending', 'unpaid', 'suspended', 'expired'],
    '--sort': ['expires', 'id', 'name', 'product'],
  }
  if (flag === '--with') return names(await listAllServices(connect()))
  if (flag === '--means')
    return [...(await listMethods(connect())).map(({ paymentMethodId }) => String(paymentMethodId)), 'balance']
  return fixed[flag] ?? []
}

/** A name that several services have is offered with its product. */
function names(services: readonly Service[]): readonly string[] {
  const count = new Map<string, number>()
  for (const { resource } of services) count.set(resource.name, (count.get(resource.name) ?? 0) + 1)
  return services.map((service) => (count.get(service.resource.name) === 1 ? service.resource.name : fullName(service)))
}
