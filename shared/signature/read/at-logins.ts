import { atCommandIn } from './at-commands.ts'
import { readings } from './at-families.ts'
import type { Found } from './found.ts'
import type { Line } from './lines.ts'
import { Pairing } from './pairing.ts'

/** Client index where the command has none. */
const onlyClient = ''

/** A manual's line, `=<client_idx>,<host_name>` or `=tcpconnectID[,clientID[,username]]`, is no command. Inside a string `[,` is a value's own. */
const isSyntax = (rest: string): boolean => /\[,/.test(rest.replace(/"[^"]*"/g, '""')) || /^\s*(?:<\w|tcpconnectID\b)/i.test(rest)

/** Logins in AT commands: each attempt of each client of each modem family that the text talks to. */
export function readAtLogins(lines: readonly Line[], taken: Set<number>): readonly Found[] {
  const clients = new Map<string, Pairing>()
  for (const at of lines) {
    const command = atCommandIn(at.text)
    const reading = command && readings.get(command.name)
    if (!command) continue
    taken.add(at.number)
    if (!reading || isSyntax(command.rest)) continue
    const client = (index = onlyClient): Pairing => {
      const key = `${reading.family} ${index.trim()}`
      const known = clients.get(key) ?? new Pairing()
      clients.set(key, known)
      return known
    }
    reading.read({ command, at, lines }, client)
  }
  return [...clients.values()].flatMap((client) => {
    client.end()
    return client.found
  })
}
