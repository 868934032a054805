import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from './folder.ts'
import { root } from './sandbox.ts'

const folder = makeFolder('odnowa-demo-test-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `npm run demo` with a temporary folder of its own, so that what it leaves behind is seen. */
function startDemo(name: string): {
  readonly child: ChildProcess
  readonly output: () => string
  readonly left: () => string[]
} {
  const temporary = join(folder, name)
  mkdirSync(temporary, { mode: 0o755 })
  const child = spawn(process.execPath, [join(root, 'scripts', 'demo.ts')], {
    cwd: root,
    env: {
      ...process.env,
      TMPDIR: temporary,
      XDG_CACHE_HOME: folder,
      OVH_ENDPOINT: 'ovh-eu',
      OVH_CONSUMER_KEY: 'not met',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.on('data', (chunk) => (text += chunk))
  const left = () => readdirSync(temporary).filter((entry) => entry.startsWith('odnowa demo'))
  return { child, output: () => text, left }
}

test('the demo tells the guide on the real CLI, ends with 0, and leaves nothing behind', async () => {
  const { child, output, left } = startDemo('whole')
  const [code] = await once(child, 'close')
  expect(code, output()).toBe(0)
  expect(output()).toContain('37.87 EUR + 7.57 EUR tax = 45.44 EUR')
  expect(output()).toContain('is paid with PayPal 1234')
  expect(output()).toMatch(/vps112233\.ovh\.net: \d{4}-\d\d-\d\d -> \d{4}-\d\d-\d\d\nThey do\./)
  expect(left()).toEqual([])
}, 120_000)

test.each([
  ['while the sandbox starts', 'Starting a sandbox'],
  ['in the midst of the story', '$ npx odnowa'],
])(
  'Ctrl-C %s ends it, and leaves nothing behind',
  async (name, said) => {
    const { child, output, left } = startDemo(name)
    while (!output().includes(said)) await once(child.stdout ?? child, 'data')
    child.kill('SIGINT')
    const [code] = await once(child, 'close')
    expect(code, output()).toBe(130)
    expect(output()).not.toContain('They do')
    expect(left()).toEqual([])
  },
  90_000,
)
