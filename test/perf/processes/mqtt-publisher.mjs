import { connect } from 'node:net'

/**
 * A device that publishes at a rate, QoS 0 of MQTT 3.1.1, by hand-made packets so that it costs little beside what is measured:
 * port, messages a second, how many, bytes a payload, distinct topics. Ends when all are handed over.
 * A payload is its number in ten digits and one letter over and over, so that each can be checked by itself.
 */
const [port, rate, count, size, topics] = process.argv.slice(2).map(Number)
const tickMs = 5

const remainingLength = (length) => {
  const bytes = []
  for (let rest = length; ; rest >>>= 7) {
    bytes.push(rest > 127 ? (rest & 127) | 128 : rest)
    if (rest <= 127) return Buffer.from(bytes)
  }
}
const packet = (first, body) => Buffer.concat([Buffer.from([first]), remainingLength(body.length), body])

function publish(number) {
  const topic = Buffer.from(topics > 1 ? `plant/line${number % 100}/device${number % topics}/up` : 'flood/up')
  const body = Buffer.alloc(2 + topic.length + size, 97 + (number % 26))
  body.writeUInt16BE(topic.length)
  topic.copy(body, 2)
  body.write(String(number).padStart(10, '0'), 2 + topic.length, 'latin1')
  return packet(0x30, body)
}

const socket = connect(port, '127.0.0.1')
socket.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
// CONNECT: MQTT, level 4, clean session, no keep-alive, client ID "flood".
socket.write(packet(0x10, Buffer.from('00044d5154540402000000' + '05' + Buffer.from('flood').toString('hex'), 'hex')))
socket.once('data', () => {
  const start = performance.now()
  let sent = 0
  let isFull = false
  socket.on('drain', () => (isFull = false))
  const timer = setInterval(() => {
    if (isFull) return
    const due = Math.min(count, Math.floor(((performance.now() - start) * rate) / 1000))
    if (due > sent) isFull = !socket.write(Buffer.concat(Array.from({ length: due - sent }, (_, index) => publish(sent + index))))
    sent = Math.max(sent, due)
    if (sent < count) return
    clearInterval(timer)
    socket.end(Buffer.from([0xe0, 0]))
  }, tickMs)
})
