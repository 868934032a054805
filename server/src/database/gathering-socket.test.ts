import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gatheringSocket } from './gathering-socket.ts'

test('what is written in one turn is sent together, in its order; what comes later, later', async () => {
  const pieces: string[] = []
  const server = createServer((connection) => connection.on('data', (piece) => pieces.push(String(piece))))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = gatheringSocket().connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  for (const turn of ['a', 'b']) {
    for (const text of ['begin;', 'first;', 'second;']) {
      socket.cork() // as pg does around each statement
      socket.write(turn)
      socket.write(text)
      socket.uncork()
      expect(socket.writableLength).toBeGreaterThan(0)
    }
    await nextTurn()
    expect(socket.writableLength).toBe(0)
    while (pieces.length < (turn === 'a' ? 1 : 2)) await nextTurn()
  }
  expect(pieces).toEqual(['abegin;afirst;asecond;', 'bbegin;bfirst;bsecond;'])
  socket.destroy()
  server.close()
})
