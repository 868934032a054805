import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminToken, type OperatorHouse, operatorHouse, plan, service } from '../../../test/operator.ts'
import { mostRowBytes } from './row-reader.ts'

let house: OperatorHouse
let port: number
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
  await house.call('POST', '/admin/plans', plan('vps-forced', { manualAllowed: false }))
  await house.app.listen({ port: 0, host: '127.0.0.1' })
  port = (house.app.server.address() as AddressInfo).port
})
afterAll(() => house.close())

/** Sends a file in pieces, as it is made, and answers the lines. */
async function send(type: string, pieces: Iterable<string>) {
  const outgoing = request({
    ...{ host: '127.0.0.1', port, method: 'POST', path: '/admin/services' },
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': type },
  })
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', async (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, body: await text(incoming) })
    })
  })
  Readable.from(pieces).pipe(outgoing)
  const { status, body } = await answer
  const lines = body.trim().split('\n')
  return { status, lines: lines.map((line) => JSON.parse(line)) }
}

const ndjson = (rows: readonly unknown[]) =>
  send('application/x-ndjson', [rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')])

async function countServices() {
  const [row] = await house.database.transaction((open) =>
    open.query<{ count: number }>({ text: 'select count(*) from services', values: [] } as never),
  )
  return row?.count ?? 0
}

describe('NDJSON', () => {
  test('20,000 rows stream in, with lines of progress and a last one; all that is fit is there', async () => {
    const before = await countServices()
    function* rows() {
      for (let index = 0; index < 20_000; index++) {
        const bad = index % 1_000 === 999
        yield `${JSON.stringify(service(`n${index}.example`, bad ? { plan: 'nothing' } : {}))}\n`
      }
    }
    const { status, lines } = await send('application/x-ndjson; charset=utf-8', rows())
    expect(status).toBe(200)
    expect(lines.slice(0, -1)).toEqual([
      { created: 9_990, failed: 10 },
      { created: 19_980, failed: 20 },
    ])
    expect(lines.at(-1)).toMatchObject({ created: 19_980, failed: 20 })
    expect(lines.at(-1).errors[0]).toEqual({
      ...{ row: 1_000, field: 'plan', errorCode: 'INVALID_PARAMETER' },
      message: 'row 1000, plan: there is no plan "nothing"',
    })
    expect(await countServices()).toBe(before + 19_980)
    const { body: audit } = await house.call('GET', '/admin/audit?limit=1000')
    expect(audit.items.at(-1)).toMatchObject({ action: 'services.created', data: { count: 999 } })
  })

  test('rows name earlier rows of the file, also across batches', async () => {
    const rows = [
      service('first', { serviceId: 700 }),
      ...Array.from({ length: 1_500 }, (_, index) => service(`between${index}`)),
      service('last', { linkedTo: [700] }),
    ]
    const { lines } = await ndjson(rows)
    expect(lines).toEqual([{ created: 1_502, failed: 0, errors: [] }])
    expect((await house.call('GET', '/admin/services/700')).body.linkedTo).toHaveLength(1)
  })

  test('bad rows are named with what is wrong, the others go in', async () => {
    const { lines } = await ndjson([
      service('good1'),
      '{"account": ',
      '',
      service('good1'),
      service('x', { mode: 'manual', plan: 'vps-forced' }),
      service('x', { colour: 'red' }),
      service('x', { name: 'y'.repeat(mostRowBytes) }),
      '[1, 2]',
      service('child', { parentServiceId: 999_999 }),
      service('good2'),
    ])
    const last = lines.at(-1)
    expect(last).toMatchObject({ created: 2, failed: 7 })
    expect(last.errors.map(({ row, field, errorCode }: Record<string, unknown>) => [row, field, errorCode])).toEqual([
      [2, null, 'MALFORMED_JSON'],
      [3, 'name', 'ALREADY_EXISTS'],
      [4, 'mode', 'INVALID_PARAMETER'],
      [5, 'colour', 'UNKNOWN_FIELD'],
      [6, null, 'BODY_TOO_LARGE'],
      [7, null, 'INVALID_PARAMETER'],
      [8, 'parentServiceId', 'INVALID_PARAMETER'],
    ])
    for (const { row, message } of last.errors) expect(message).toMatch(new RegExp(`^row ${row}[:,]`))
  })

  test('nothing at all is no error', async () => {
    expect((await ndjson([])).lines).toEqual([{ created: 0, failed: 0, errors: [] }])
  })

  test('a line longer than any row is passed over without being kept', async () => {
    function* endless() {
      yield `{"name": "`
      for (let index = 0; index < 200; index++) yield 'x'.repeat(100_000)
      yield `"}\n${JSON.stringify(service('after the long one'))}\n`
    }
    const { lines } = await send('application/jsonl', endless())
    expect(lines.at(-1)).toMatchObject({ created: 1, failed: 1, errors: [{ row: 1, errorCode: 'BODY_TOO_LARGE' }] })
  })

  test('no token: refused before the file is read', async () => {
    const answer = await house.app.inject({
      ...{ method: 'POST', url: '/admin/services', payload: JSON.stringify(service('z')) },
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect(answer.statusCode).toBe(401)
  })
})

describe('CSV', () => {
  const header = 'account,plan,name,start,period,mode,quantity,linkedTo,serviceId'
  const csv = (...rows: readonly string[]) => send('text/csv', [`${header}\r\n`, ...rows.map((row) => `${row}\r\n`)])

  test('rows by a header, quoted where they must be; empty values are left out', async () => {
    const { lines } = await csv(
      'op1-ovh,vps-a,csv1,2026-07-01,P1M,automatic,2,,800',
      'op1-ovh,vps-a,"csv, ""two""",2026-07-01,P1M,automatic,,800,',
      'op1-ovh,vps-a,csv3,2026-07-01,P1M,automatic,,"800; 700",',
    )
    expect(lines.at(-1)).toEqual({ created: 3, failed: 0, errors: [] })
    const { body } = await house.call('GET', '/admin/services/800')
    expect(body).toMatchObject({ name: 'csv1', quantity: 2 })
    expect(body.linkedTo).toHaveLength(4)
  })

  test('bad rows are named, the others go in', async () => {
    const { lines } = await csv(
      'op1-ovh,vps-a,c1,2026-07-01,P1M,automatic,many,,',
      'op1-ovh,vps-a,c2,2026-07-01,P1M,automatic',
      `op1-ovh,vps-a,${'c'.repeat(mostRowBytes)},2026-07-01,P1M,automatic,,,`,
      'op1-ovh,vps-a,"two\nlines",2026-07-01,P1M,automatic,,,',
      'op1-ovh,vps-a,c5,2026-07-01,P1M,automatic,,,',
    )
    expect(lines.at(-1)).toMatchObject({ created: 1, failed: 4 })
    expect(lines.at(-1).errors.map(({ row, field }: Record<string, unknown>) => [row, field])).toEqual([
      [1, 'quantity'],
      [2, null],
      [3, null],
      [4, 'name'],
    ])
  })

  test('a quote that is never closed ends the file with an error', async () => {
    const { lines } = await csv(
      'op1-ovh,vps-a,c6,2026-07-01,P1M,automatic,,,',
      'op1-ovh,vps-a,"c7,2026-07-01,P1M,automatic,,,',
      'op1-ovh,vps-a,c8,2026-07-01,P1M,automatic,,,',
    )
    expect(lines.at(-1)).toMatchObject({ created: 1, failed: 1, errors: [{ row: 2 }] })
  })

  test('a header with an unknown column is an error of the usual form', async () => {
    const { status, lines } = await send('text/csv', ['account,colour\nop1-ovh,red\n'])
    expect(status).toBe(400)
    expect(lines[0]).toMatchObject({ errorCode: 'INVALID_PARAMETER', message: expect.stringContaining('colour') })
  })

  test('20,000 rows', async () => {
    function* rows() {
      yield 'account,plan,name,start,period,mode\n'
      for (let index = 0; index < 20_000; index++) yield `op1-ovh,vps-a,csv${index}.example,2026-07-01,P1M,automatic\n`
    }
    const { lines } = await send('text/csv', rows())
    expect(lines.at(-1)).toEqual({ created: 20_000, failed: 0, errors: [] })
  })
})
