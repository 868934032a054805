import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from './folder.ts'
import { plainNode } from './packed-sdk.ts'
import { root, type Sandbox, startSandbox } from './sandbox.ts'

const runFile = promisify(execFile)
const folder = makeFolder('odnowa packed cli ')
const modules = join(folder, 'node_modules')
let sandbox: Sandbox

/** Packs workspaces as for a registry and lays them beside the packages that they need, which no registry is asked for. */
beforeAll(async () => {
  mkdirSync(join(modules, '@odnowa'), { recursive: true })
  for (const workspace of ['sdk', 'cli']) {
    await runFile('npm', ['pack', '--workspace', workspace, '--pack-destination', folder], { cwd: root })
    const [archive = ''] = readdirSync(folder).filter((file) => file.startsWith(`odnowa-${workspace}`))
    const place = join(modules, '@odnowa', workspace)
    mkdirSync(place)
    await runFile('tar', ['-xzf', join(folder, archive), '-C', place, '--strip-components', '1'])
  }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'cli', 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies).filter((each) => !each.startsWith('@odnowa/'))) {
    const own = join(root, 'cli', 'node_modules', name)
    symlinkSync(existsSync(own) ? own : join(root, 'node_modules', name), join(modules, name))
  }
  sandbox = await startSandbox({ data: join(folder, 'data') })
}, 180_000)

afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the packed CLI, on the Node that is there', () => {
  const call = async (...words: string[]) => {
    const program = join(modules, '@odnowa', 'cli', 'bin', 'odnowa.js')
    return runFile(await plainNode(), [program, ...words], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder },
    })
  }

  test('has no source, and knows its version', async () => {
    expect(existsSync(join(modules, '@odnowa', 'cli', 'src'))).toBe(false)
    const { version } = JSON.parse(readFileSync(join(root, 'cli', 'package.json'), 'utf8'))
    expect((await call('--version')).stdout).toBe(`${version}\n`)
  })

  test('lists, renews and pays', async () => {
    expect((await call('services', '--name', 'vps112233', '--csv')).stdout).toContain(
      '112233,vps,vps112233.ovh.net,active',
    )
    expect((await call('orders', '--csv')).stdout).toContain('delivered')
    expect((await call('bills', '--json')).stdout).toContain('"billId"')
    const [paid] = JSON.parse((await call('renew', 'vps112233.ovh.net', '--pay', '--yes', '--json')).stdout)
    expect(paid).toMatchObject({ status: 'delivered' })
  }, 60_000)
})
