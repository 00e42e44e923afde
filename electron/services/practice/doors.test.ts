import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { address, openAll, tcpDoor, webDoor, type Door } from './doors.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

const outcomeOf = (port: number): Promise<'connected' | 'refused'> =>
  new Promise((resolve) => {
    const socket: Socket = connect(port, address, () => resolve('connected'))
    socket.on('error', () => resolve('refused'))
    undo.push(() => socket.destroy())
  })

test('a client that says nothing does not hold up closing', async () => {
  const door = tcpDoor(() => {})
  const port = await door.listen()
  expect(await outcomeOf(port)).toBe('connected')
  await door.close()
  expect(await outcomeOf(port)).toBe('refused')
})

test('all doors open, or none', async () => {
  const good = tcpDoor(() => {})
  let port = 0
  const noted: Door = { listen: async () => (port = await good.listen()), close: good.close }
  const bad: Door = { listen: () => Promise.reject(new Error('EADDRINUSE')), close: async () => {} }
  await expect(openAll({ noted, bad })).rejects.toThrow('EADDRINUSE')
  expect(port).toBeGreaterThan(0)
  expect(await outcomeOf(port)).toBe('refused')
})

test('a request is answered as JSON, one that is too long with 413', async () => {
  const door = webDoor(null, ({ method, path, body }) => ({ status: 200, body: JSON.stringify({ method, path, body }) }))
  const port = await door.listen()
  undo.push(door.close)
  const answer = await fetch(`http://${address}:${port}/a/b?c=1`, { method: 'POST', body: 'text' })
  expect([answer.headers.get('content-type'), await answer.json()]).toEqual(['application/json;charset=utf-8', { method: 'POST', path: '/a/b', body: 'text' }])
  expect((await fetch(`http://${address}:${port}/`, { method: 'POST', body: 'x'.repeat(65_537) })).status).toBe(413)
})
