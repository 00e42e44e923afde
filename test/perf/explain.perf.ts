import { readdirSync, readFileSync } from 'node:fs'
import { it } from 'vitest'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import { figure } from './report.ts'

const folder = new URL('../transcripts/', import.meta.url)
const sessions = readdirSync(folder).filter((name) => name.endsWith('.txt')).flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split(/\r?\n/))

/** `megabytes` of lines made by `lineOf`. */
function logOf(megabytes: number, lineOf: (at: number) => string): string {
  const lines: string[] = []
  for (let size = 0, at = 0; size < megabytes * 1024 * 1024; at++) {
    const line = lineOf(at)
    lines.push(line)
    size += line.length + 1
  }
  return lines.join('\n')
}

const stamp = (at: number): string => `[10:${String(Math.floor(at / 60_000) % 60).padStart(2, '0')}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}.${String(at % 1000).padStart(3, '0')}]`

/** A device that reports, and is thrown out, again and again; no message is as another, so that nothing is told once for all. */
const reporting = [
  (at: number) => `AT+QMTPUB=0,${at % 65_536},1,0,"up/${at}"`,
  (at: number) => `> {"n":${at}}`,
  () => 'OK',
  (at: number) => `+QMTPUB: 0,${at % 65_536},0`,
  (at: number) => `+QMTRECV: 0,0,"down","${at}"`,
  () => '+QMTSTAT: 0,1',
  (at: number) => `+CSQ: ${at % 32},99`,
]

it.each([1, 4, 8])('a log of %d MB explained, field failures and all', (megabytes) => {
  for (const [what, lineOf] of [
    ['every recorded session over and over', (at: number) => `${stamp(at)}${sessions[at % sessions.length] ?? ''}`],
    ['a reporting device', (at: number) => `${stamp(at)}${reporting[at % reporting.length]?.(at) ?? ''}`],
  ] as const) {
    const log = logOf(megabytes, lineOf)
    const begin = performance.now()
    const { symptoms, lines } = explainLog(log)
    figure(`${megabytes} MB, ${what}, ${lines.length} lines, ${symptoms.length} field failures, s`, ((performance.now() - begin) / 1000).toFixed(1))
  }
}, 240_000)
