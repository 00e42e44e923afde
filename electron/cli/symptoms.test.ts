import { expect, it } from 'vitest'
import { symptomsCommand, type SymptomsOptions } from './symptoms.ts'
import { UsageError } from './usage-error.ts'

function symptoms(query: string, options: SymptomsOptions = {}) {
  const lines: string[] = []
  const remarks: string[] = []
  const code = symptomsCommand(query, options, { line: (line) => lines.push(line), remark: (remark) => remarks.push(remark) })
  return { code, lines, remarks }
}

it('tells causes with their sources, checks and what mends it for a line of the modem', () => {
  const { code, lines } = symptoms('+CME ERROR: 407', { lang: 'en' })
  expect([code, lines[0]]).toStrictEqual([0, '[tls] tls.file-exists: AT+QFUPL answers +CME ERROR: 407'])
  expect(lines).toContain('  - A file of this name is there from an earlier run.  [Quectel FILE application note, error 407]')
  expect(lines.some((line) => line.startsWith('  ? AT+QFLST="*"'))).toBe(true)
  expect(lines.at(-1)).toContain('AT+QFDEL')
})

it('lists many by their symptoms alone, in Chinese where asked', () => {
  const { lines, remarks } = symptoms('', { lang: 'zh', stage: 'sim' })
  expect([lines.length, remarks.length]).toStrictEqual([6, 1])
  expect(lines[1]).toBe('[sim] sim.pin: +CME ERROR: 11 或 +CPIN: SIM PIN')
})

it('gives everything as JSON, a family by its profile', () => {
  const { failures } = JSON.parse(symptoms('767', { json: true, modem: 'luat-air780e' }).lines.join('')) as { failures: { id: string; causes: { source?: string }[] }[] }
  const close = failures.find(({ id }) => id === 'mqtt.luat-close')
  expect(close?.causes[0]?.source).toContain('openLuat')
  expect(close).not.toHaveProperty('when')
})

it('fails where nothing is found, and calls an unknown stage or family bad usage', () => {
  expect(symptoms('no such thing at all').code).toBe(1)
  expect(() => symptoms('', { stage: 'moon' })).toThrow(UsageError)
  expect(() => symptoms('', { modem: 'nokia' })).toThrow(UsageError)
})
