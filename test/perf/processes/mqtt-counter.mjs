import { connect } from 'mqtt'

/** The least that a client made with `mqtt` can do: port, how many. Counts what comes, says `ready` and then `done`. */
const [port, count] = process.argv.slice(2).map(Number)
let seen = 0
const client = connect({ host: '127.0.0.1', port, protocolVersion: 4, clientId: 'counter', keepalive: 60, timerVariant: 'native' })
client.on('message', () => {
  if (++seen === count) process.stdout.write('done\n')
})
client.on('connect', () => client.subscribe('#', { qos: 0 }, () => process.stdout.write('ready\n')))
process.once('SIGTERM', () => process.exit())
