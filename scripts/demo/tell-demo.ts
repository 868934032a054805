import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { repository } from '../run.ts'

/** One step of the story: what is said, and what is typed behind `npx odnowa`. */
interface Step {
  readonly remark: string
  readonly words: readonly string[]
}

const domain = 'domain/example.ovh'
const hosting = 'hosting/web/example.ovh'
const vps = 'vps112233.ovh.net'

const steps: readonly Step[] = [
  { remark: 'What does this account have that ends soon?', words: ['services', '--expiring-within', 'P10D'] },
  {
    remark: 'How can the domain be renewed? Alone, or with the hosting it is linked with.',
    words: ['strategies', domain],
  },
  {
    remark: 'What would both cost for a year, with tax? A dry run orders nothing.',
    words: ['renew', domain, '--with', hosting, '--period', 'P1Y', '--dry-run'],
  },
  {
    remark: 'Order them, and pay with PayPal 1234. (On a terminal it would ask first; --yes answers.)',
    words: ['renew', domain, '--with', hosting, '--period', 'P1Y', '--pay', '1234', '--yes'],
  },
  {
    remark: 'A VPS, and nothing else, for three months.',
    words: ['renew', vps, '--period', 'P3M', '--pay', '1234', '--yes'],
  },
  { remark: 'What became of it?', words: ['orders', '--limit', '2'] },
  { remark: 'And the bills.', words: ['bills', '--limit', '2'] },
]

/** Services that the story renews, by how many months. */
const promises = [
  { name: domain, months: 12 },
  { name: hosting, months: 12 },
  { name: vps, months: 3 },
]

/**
 * Tells the guide's renewal by the commands that a person types, in a folder beside the sandbox's data.
 * @throws when a command fails, or an expiration is not the promised one
 */
export async function tellDemo(folder: string, endpoint: string, signal: AbortSignal): Promise<void> {
  const place: Place = { folder, endpoint, signal }
  const before = await Promise.all(promises.map(({ name }) => expirationOf(place, name)))
  for (const { remark, words } of steps) {
    process.stdout.write(`\n${bold(`# ${remark}`)}\n$ npx odnowa ${words.join(' ')}\n`)
    await runCli(place, words, 'inherit')
  }
  process.stdout.write(`\n${bold('# Do the new expirations stand?')}\n`)
  for (const [index, { name, months }] of promises.entries()) {
    const [was, is] = [before[index] ?? '', await expirationOf(place, name)]
    if (monthsBetween(was, is) !== months) throw new Error(`${name} ran until ${was}, and runs until ${is} now`)
    process.stdout.write(`${name}: ${was} -> ${is}\n`)
  }
  process.stdout.write(bold('They do. The sandbox is thrown away; `npm start` makes one that stays.\n'))
}

interface Place {
  readonly folder: string
  readonly endpoint: string
  readonly signal: AbortSignal
}

async function expirationOf(place: Place, name: string): Promise<string> {
  const { billing } = JSON.parse(await runCli(place, ['service', name, '--json'], 'pipe'))
  return String(billing.expirationDate).slice(0, 10)
}

function monthsBetween(from: string, to: string): number {
  const month = (date: string) => Temporal.PlainDate.from(date).toPlainYearMonth()
  return month(from).until(month(to), { largestUnit: 'months' }).months
}

/** Runs the real program. The endpoint alone is given, so that nobody's own configuration is met: the keys are found in ./data. */
async function runCli({ folder, endpoint, signal }: Place, words: readonly string[], output: 'inherit' | 'pipe') {
  const own = Object.entries(process.env).filter(([name]) => !/^(OVH|ODNOWA)_/.test(name))
  const child = spawn(process.execPath, [join(repository, 'cli', 'src', 'odnowa.ts'), ...words], {
    cwd: folder,
    env: { ...Object.fromEntries(own), OVH_ENDPOINT: endpoint },
    stdio: ['ignore', output, 'inherit'],
  })
  let text = ''
  child.stdout?.on('data', (chunk) => (text += chunk))
  const kill = () => child.kill('SIGTERM')
  signal.addEventListener('abort', kill)
  const [code] = await once(child, 'close')
  signal.removeEventListener('abort', kill)
  signal.throwIfAborted()
  if (code !== 0) throw new Error(`\`odnowa ${words.join(' ')}\` ended with ${code}`)
  return text
}

function bold(text: string): string {
  return styleText('bold', text)
}
