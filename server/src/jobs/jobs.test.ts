import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { startJobs } from './jobs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const silent = () => {}

describe('jobs', () => {
  test('what fell due while no process ran is done at the start', async () => {
    const done: string[] = []
    const jobs = await startJobs({
      url: database.url,
      report: silent,
      tasks: { 'sweep-one': async () => void done.push('one'), 'sweep-two': async () => void done.push('two') },
    })
    await until(() => done.length === 2)
    expect(done.sort()).toEqual(['one', 'two'])
    await jobs.stop()
  })

  test('stopping waits for what is under way', async () => {
    const done: string[] = []
    const slow = async () => {
      done.push('begun')
      await wait(300)
      done.push('finished')
    }
    const jobs = await startJobs({ url: database.url, report: silent, tasks: { slow } })
    await until(() => done.length === 1)
    await jobs.stop()
    expect(done).toEqual(['begun', 'finished'])
  })

  test('a task that fails is told of, and does not end the others', async () => {
    const told: string[] = []
    let ran = false
    const jobs = await startJobs({
      url: database.url,
      report: (level, message) => void told.push(`${level} ${message}`),
      tasks: {
        failing: async () => {
          throw new Error('no luck')
        },
        working: async () => {
          ran = true
        },
      },
    })
    await until(() => ran && told.some((line) => line.startsWith('error') && line.includes('no luck')))
    await jobs.stop()
  })

  test('a task does not run beside itself', async () => {
    let running = 0
    let most = 0
    const slow = async () => {
      most = Math.max(most, ++running)
      await wait(300)
      running--
    }
    const jobs = await startJobs({ url: database.url, report: silent, tasks: { 'slow-one': slow } })
    await until(() => running === 1)
    await query("select graphile_worker.add_job('slow-one')")
    await wait(200)
    await jobs.stop()
    expect(most).toBe(1)
  })

  test('go on when the database went away in the middle of a task that failed for it', async () => {
    let runs = 0
    let fail: () => void = () => {}
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(new Error('the database is away'))
    })
    const jobs = await startJobs({
      url: database.url,
      report: silent,
      tasks: { 'cut-off': () => (++runs === 1 ? failing : Promise.resolve()) },
    })
    await until(() => runs === 1)
    await query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
    fail()
    // stands for the tick of the next minute, in case that the runner lived on
    await query("select graphile_worker.add_job('cut-off')")
    await until(() => runs >= 2)
    await jobs.stop()
  })

  test('what falls due while a process is at it is done by another', async () => {
    const done: string[] = []
    let end: () => void = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const first = await startJobs({
      ...{ url: database.url, report: silent },
      tasks: {
        'long-one': async () => {
          done.push('first')
          await ended
        },
      },
    })
    await until(() => done.length === 1)
    const second = await startJobs({
      ...{ url: database.url, report: silent },
      tasks: { 'long-one': async () => void done.push('second') },
    })
    await until(() => done.includes('second')) // what a start does by itself
    for (let round = 2; round < 5; round++) {
      await query("select graphile_worker.add_job('long-one', job_key => 'long-one', max_attempts => 1)")
      await until(() => done.filter((name) => name === 'second').length === round)
    }
    expect(done.filter((name) => name === 'first')).toHaveLength(1)
    end()
    await Promise.all([first.stop(), second.stop()])
  }, 120_000)

  test('a prompt task runs again in seconds, though it fails, and no other does', async () => {
    const ran: string[] = []
    const jobs = await startJobs({
      ...{ url: database.url, report: silent, prompt: ['at-once'] },
      tasks: {
        'at-once': async () => {
          ran.push('at-once')
          throw new Error('no luck')
        },
        'by-minute': async () => void ran.push('by-minute'),
      },
    })
    const startedAt = performance.now()
    await until(() => ran.filter((name) => name === 'at-once').length === 3)
    await jobs.stop()
    expect(performance.now() - startedAt).toBeLessThan(30_000)
    expect(ran.filter((name) => name === 'by-minute').length).toBeLessThan(3) // a full minute may have come
  })

  test('tell how many jobs wait that nobody takes', async () => {
    const jobs = await startJobs({ url: database.url, report: silent, tasks: {} })
    await query('delete from graphile_worker._private_jobs') // what other tests left
    expect(await jobs.waiting()).toBe(0)
    await query("select graphile_worker.add_job('nobody-knows-it')")
    await query("select graphile_worker.add_job('not-yet', run_at => now() + interval '1 hour')")
    expect(await jobs.waiting()).toBe(1)
    await jobs.stop()
  })

  test('a task that a killed process had begun runs again at the next start', async () => {
    let ran = false
    await query("select graphile_worker.add_job('cut-short', job_key => 'cut-short')")
    await query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1
      where key = 'cut-short'`)
    const tasks = {
      'cut-short': async () => {
        ran = true
      },
    }
    const jobs = await startJobs({ url: database.url, report: silent, tasks })
    await until(() => ran)
    await jobs.stop()
  })
})

async function query(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 40_000
  while (!condition()) {
    if (performance.now() > end) throw new Error('waited 40 s in vain')
    await wait(20)
  }
}
