import { createServer, type Socket } from 'node:net'

export type TcpDevice = {
  readonly path: string
  readonly say: (bytes: string | Uint8Array) => Promise<void>
  /** What it was told, in hex. */
  readonly heard: () => string
  readonly close: () => void
}

/** A device on a TCP serial server: says what it is told to, and keeps what it hears. */
export async function tcpDevice(): Promise<TcpDevice> {
  let line: Socket | undefined
  const heard: Buffer[] = []
  const server = createServer((socket) => {
    line = socket
    socket.on('data', (bytes) => heard.push(bytes)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    path: `tcp://127.0.0.1:${port}`,
    say: (bytes) => new Promise<void>((resolve) => (line ? line.write(bytes, () => resolve()) : resolve())),
    heard: () => Buffer.concat(heard).toString('hex'),
    close: () => {
      line?.destroy()
      server.close()
    },
  }
}
