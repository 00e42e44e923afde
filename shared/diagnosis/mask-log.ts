import { secretRanges } from '../at/secret-ranges.ts'
import { dataAfter, atCommandIn } from '../signature/read/at-commands.ts'
import { atParameters } from '../signature/read/at-parameters.ts'
import { linesOf, unframed } from '../signature/read/lines.ts'

/** Characters. A shorter value is too common in a log to be looked for outside its own command. */
const shortest = 4

/** Secrets by the names that clouds give them in HTTP bodies and answers. */
const named = /("(?:deviceSecret|iotToken|productSecret|password|psk)"\s*:\s*"|\b(?:sign|deviceSecret|password|token)=)([^"&\s]+)/gi

const stars = (length: number): string => '*'.repeat(length)

/** Where `AT` begins on a log's line, behind stamps, arrows or source code. */
const commandStart = (line: string): number => line.search(/\bAT[+#%]/i)

function secretsOf(text: string): readonly string[] {
  const lines = linesOf(text)
  const found = lines.flatMap((at) => {
    const start = commandStart(at.text)
    if (start < 0) return []
    const command = at.text.slice(start)
    const long = atCommandIn(command)
    const data = long?.name === 'MQTTLONGPASSWORD' ? dataAfter(lines, at, Number(atParameters(long.rest).values[1])) : undefined
    return [...secretRanges(command).map((range) => command.slice(range.start, range.end)), ...(data ? [data.text] : [])]
  })
  const answered = [...text.matchAll(named)].map((match) => match[2] ?? '')
  return [...new Set([...found, ...answered])].filter((value) => value.length >= shortest).toSorted((a, b) => b.length - a.length)
}

/** The lines of a log without stamps and arrows, with every secret that it shows masked wherever it stands. */
export function maskedLines(text: string): readonly { readonly number: number; readonly text: string }[] {
  const secrets = secretsOf(text)
  return linesOf(text).map(({ number, text: raw }) => {
    let line = unframed(raw).trimEnd()
    const start = commandStart(line)
    if (start >= 0) {
      for (const range of secretRanges(line.slice(start))) {
        line = line.slice(0, start + range.start) + stars(range.end - range.start) + line.slice(start + range.end)
      }
    }
    for (const secret of secrets) line = line.replaceAll(secret, stars(secret.length))
    return { number, text: line.replace(named, (_, head: string, value: string) => head + stars(value.length)) }
  })
}
