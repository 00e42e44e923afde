import { secretRanges } from '../at/secret-ranges.ts'
import { atCommandIn, dataAfter } from '../signature/read/at-commands.ts'
import { atParameters } from '../signature/read/at-parameters.ts'
import { linesOf, type Line } from '../signature/read/lines.ts'
import { readFrame, type LogFrame } from '../text/log-frame.ts'

/** Characters. A shorter value is too common in a log to be looked for outside its own command. */
const shortest = 4

/** Secrets by the names that clouds give them in HTTP bodies and answers. */
export const namedSecrets = /("(?:deviceSecret|iotToken|productSecret|password|psk)"\s*:\s*"|\b(?:sign|deviceSecret|password|token)=)([^"&\s]+)/gi

export const stars = (length: number): string => '*'.repeat(length)

/** Where `AT` begins on a log's line, behind stamps, arrows or source code. */
export const commandStart = (line: string): number => line.search(/\bAT[+#%]/i)

/** Colours and cursor moves that a terminal's capture holds (ECMA-48, 5.4). */
// oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]/g

function secretsOf(log: string, lines: readonly Line[]): RegExp | undefined {
  const found = new Set<string>()
  const take = (value: string): void => {
    if (value.length >= shortest) found.add(value)
  }
  for (const at of lines) {
    const start = commandStart(at.text)
    if (start < 0) continue
    const command = at.text.slice(start)
    for (const range of secretRanges(command)) take(command.slice(range.start, range.end))
    const long = atCommandIn(command)
    if (long?.name === 'MQTTLONGPASSWORD') take(dataAfter(lines, at, Number(atParameters(long.rest).values[1]))?.text ?? '')
  }
  for (const match of log.matchAll(namedSecrets)) take(match[2] ?? '')
  if (found.size === 0) return undefined
  const longestFirst = [...found].toSorted((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
}

export type LoggedLine = LogFrame & { readonly number: number }

/** The lines of a log without stamps and arrows, with every secret that it shows masked wherever it stands. */
export function maskedLines(log: string): readonly LoggedLine[] {
  const lines = linesOf(log)
  const secrets = secretsOf(log, lines)
  return lines.map(({ number, text: raw }) => {
    const frame = readFrame(raw.includes('\u001b') ? raw.replace(escapes, '') : raw)
    let line = frame.text.trimEnd()
    const start = commandStart(line)
    if (start >= 0) {
      for (const range of secretRanges(line.slice(start))) {
        line = line.slice(0, start + range.start) + stars(range.end - range.start) + line.slice(start + range.end)
      }
    }
    if (secrets) line = line.replace(secrets, (secret) => stars(secret.length))
    if (!/[=:]/.test(line)) return { ...frame, number, text: line }
    return { ...frame, number, text: line.replace(namedSecrets, (_, head: string, value: string) => head + stars(value.length)) }
  })
}
