import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretRanges } from '../../at/secret-ranges.ts'
import type { Login } from '../../signature/login.ts'
import { isPlaceholder } from '../../signature/read/found.ts'
import { readGiven } from '../../signature/read/read-given.ts'
import { fromLatin1, utf8 } from '../../text/bytes.ts'
import { loginCommands } from '../login-commands.ts'
import type { CommandLine } from './login-commands.ts'

/** What a terminal shows of these lines and their data. */
const terminal = (lines: readonly CommandLine[]): string => lines.flatMap(({ send, data }) => [send, 'OK', ...(data ? ['>', data.text, 'OK'] : [])]).join('\r\n')

const value = (max: number) => fc.stringMatching(new RegExp(`^[!#-~]{1,${max}}$`)).filter((text) => !isPlaceholder(text))
const logins: fc.Arbitrary<Login> = fc.record({
  host: fc.domain().filter((host) => host.length <= 100),
  port: fc.integer({ min: 1, max: 65535 }),
  transport: fc.constantFrom('tcp', 'tls'),
  clientId: value(64),
  username: value(32),
  password: value(32),
})

describe.each(loginCommands)('$name', ({ make }) => {
  it('writes lines that are read back as the same login', () => {
    fc.assert(
      fc.property(logins, (login) => {
        const { host, port, transport, ...rest } = login
        const { lines } = make(login)
        const found = readGiven(terminal(lines))
        expect(found.map(({ given }) => given)).toStrictEqual([{ ...rest, host, port: String(port) }])
        // Lierda names the transport only for TLS: its settings are gone after each connection.
        expect([transport, undefined]).toContain(found[0]?.inputs['transport'])
      }),
      { numRuns: 60 },
    )
  })

  it('tells which lines are secret, and they are masked in a terminal', () => {
    const { lines } = make({ host: 'h.example', port: 1883, transport: 'tcp', clientId: 'c', username: 'u', password: 'S3cr3t' })
    const telling = lines.filter(({ send, data }) => send.includes('S3cr3t') || data?.text.includes('S3cr3t'))
    expect(telling).toHaveLength(1)
    expect(lines.filter(({ secret }) => secret)).toStrictEqual(telling)
    const [only] = telling
    const bytes = fromLatin1(utf8(only?.send ?? ''))
    expect(secretRanges(bytes).map(({ start, end }) => bytes.slice(start, end))).toStrictEqual(['S3cr3t'])
  })

  it('says all in both languages, and no value', () => {
    const long = 'S3cr3t'.repeat(300)
    const { findings, lines } = make({ host: 'h.example', port: 1883, transport: 'ws', clientId: long, username: long, password: `${long}"\n中` })
    expect(lines).toStrictEqual([])
    const words = findings.flatMap(({ what, next }) => [what.en, what.zh, next.en, next.zh])
    expect(words.length).toBeGreaterThan(0)
    expect(words.filter((word) => word === '' || word.includes('S3cr3t'))).toStrictEqual([])
    const notes = make({ host: 'h', port: 1, transport: 'tls', clientId: 'c', username: 'u', password: 'p' }).lines.flatMap(({ note }) => (note ? [note.en, note.zh] : []))
    expect(notes.filter((word) => word === '')).toStrictEqual([])
  })

  it('expects a prompt wherever data follows, of exactly the announced length', () => {
    const file = { name: 'x.pem', bytes: utf8('中文\n') }
    const { lines } = make({ host: 'h', port: 8883, transport: 'tls', clientId: 'c', username: 'u', password: 'p', ca: file })
    for (const { send, expect: result, data } of lines) {
      expect(['>', 'CONNECT'].includes(result)).toBe(data !== undefined)
      if (data) expect([data.length, send.includes(String(data.length))]).toStrictEqual([utf8(data.text).length, true])
    }
  })
})
