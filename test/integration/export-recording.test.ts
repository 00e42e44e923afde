import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportCommand } from '../../electron/cli/export.ts'
import { importCommand } from '../../electron/cli/import.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { fromLatin1, utf8 } from '../../shared/text/bytes.ts'
import { modemOnPty } from '../support/modem-on-pty.ts'
import { openPracticeApp, type PracticeApp } from '../support/practice-app.ts'
import { valueOf } from '../support/value-of.ts'

/** A session with a simulated EC20 over a pseudo-terminal, recorded, exported by the command, and read back. */
let bench: PracticeApp
beforeAll(async () => {
  bench = await openPracticeApp('export')
})
afterAll(() => bench?.dispose())

async function recorded(commands: readonly string[]): Promise<string> {
  const { app, folder } = bench
  const port = path.join(folder, 'ttyEC20')
  const { stop } = await modemOnPty('quectel-ec20', port, { pace: 'instant' })
  bench.undo.push(stop)
  const session = valueOf(await app.api['serial.open'](port, defaultLineSettings))
  for (const command of commands) {
    let heard = ''
    const answered = new Promise<void>((resolve) => {
      const stop = app.on('serial.didReceive', (_, chunks) => {
        for (const chunk of chunks) if (chunk.direction === 'in') heard += fromLatin1(chunk.bytes)
        if (!/\r\n(?:OK|ERROR|\+CME ERROR.*)\r\n/.test(heard)) return
        stop()
        resolve()
      })
    })
    valueOf(await app.api['serial.write'](session.id, utf8(`${command}\r`)))
    await answered
  }
  valueOf(await app.api['serial.close'](session.id))
  const [name] = await readdir(path.join(folder, 'data', 'recordings'))
  return path.join(folder, 'data', 'recordings', name ?? '')
}

const said: string[] = []
const out = { line: (text: string) => void said.push(text), remark: (text: string) => void said.push(text) }
const { signal } = new AbortController()

it('has what went over the line, without the IMEI, and comes back by import as it went', async () => {
  const { folder } = bench
  const recording = await recorded(['AT', 'AT+CGSN', 'AT+CSQ'])
  const target = path.join(folder, 'a.txt')
  expect(await exportCommand(recording, { format: 'sscom', out: target }, out, signal)).toBe(0)
  const sscom = await readFile(target, 'utf8')
  expect(sscom).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\]发→◇AT\r□\r\n/)
  expect(sscom).toMatch(/\r\n\d{8}\*{6}A\r\n/)
  expect(await exportCommand(recording, { format: 'raw-in', out: path.join(folder, 'in.bin') }, out, signal)).toBe(0)
  const received = await readFile(path.join(folder, 'in.bin'), 'latin1')
  expect(received).toMatch(/AT\r\r\nOK\r\n/)

  expect(await importCommand(target, { out: path.join(folder, 'imported') }, out, signal)).toBe(0)
  expect(said.at(-1)).toBe(path.join(folder, 'imported', 'a.atrec'))
  expect(await exportCommand(path.join(folder, 'imported', 'a.atrec'), { format: 'raw-in', out: path.join(folder, 'again.bin') }, out, signal)).toBe(0)
  expect(await readFile(path.join(folder, 'again.bin'), 'latin1')).toBe(received)

  expect(await exportCommand(recording, { format: 'text', from: 2, to: 2, unmasked: true, out: path.join(folder, 'part.txt') }, out, signal)).toBe(0)
  expect(await readFile(path.join(folder, 'part.txt'), 'utf8')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} → AT\n$/)
  await expect(exportCommand(recording, { format: 'xml' }, out, signal)).rejects.toThrow('unknown format “xml”')
})
