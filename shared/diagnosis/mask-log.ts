import { atCommandIn, dataAfter } from '../signature/read/at-commands.ts'
import { atParameters } from '../signature/read/at-parameters.ts'
import { linesOf, type Line } from '../signature/read/lines.ts'
import { readFrame, withoutEscapes, type LogFrame } from '../text/log-frame.ts'
import { commandStart, LogSecrets } from './log-secrets.ts'

function secretsOf(log: string, lines: readonly Line[]): LogSecrets {
  const secrets = new LogSecrets()
  for (const at of lines) {
    secrets.takeCommand(at.text)
    const start = commandStart(at.text)
    const long = start < 0 ? undefined : atCommandIn(at.text.slice(start))
    if (long?.name === 'MQTTLONGPASSWORD') secrets.add(dataAfter(lines, at, Number(atParameters(long.rest).values[1]))?.text ?? '')
  }
  // Over the whole log: a name and its value may stand on lines of their own.
  secrets.takeNamed(log)
  return secrets
}

export type LoggedLine = LogFrame & { readonly number: number }

/** The lines of a log without stamps and arrows, with every secret that it shows masked wherever it stands. */
export function maskedLines(log: string): readonly LoggedLine[] {
  const lines = linesOf(log)
  const secrets = secretsOf(log, lines)
  return lines.map(({ number, text }) => {
    const frame = readFrame(withoutEscapes(text))
    return { ...frame, number, text: secrets.mask(frame.text.trimEnd()) }
  })
}
