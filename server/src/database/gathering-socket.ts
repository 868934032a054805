import { Socket } from 'node:net'

/**
 * A socket that sends what is written to it in one turn of the event loop with one system call. pg writes each statement by
 * itself, and a call costs more than most statements; those that are sent together (BEGIN and the first one, or several reads)
 * become one.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  // connect() puts back the write of every socket
  return socket.once('connect', () => {
    socket.write = gatheringWrite(socket)
  })
}

function gatheringWrite(socket: Socket): Socket['write'] {
  const write = socket.write.bind(socket) as (...values: readonly unknown[]) => boolean
  let isGathering = false
  const send = () => {
    isGathering = false
    socket.uncork()
  }
  return (...values: readonly unknown[]) => {
    if (!isGathering) {
      isGathering = true
      socket.cork()
      process.nextTick(send)
    }
    return write(...values)
  }
}
