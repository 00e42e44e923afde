import { text, type Text } from '../text/local-text.ts'

const off = text('deactivated', '停用')
const units: Readonly<Record<string, readonly [en: string, zh: string]>> = { s: ['s', '秒'], min: ['min', '分钟'], h: ['h', '小时'] }

function timer(bits: string, steps: readonly (readonly [step: number, unit: 's' | 'min' | 'h'] | undefined)[]): Text | undefined {
  if (!/^[01]{8}$/.test(bits)) return undefined
  const step = steps[Number.parseInt(bits.slice(0, 3), 2)]
  if (bits.startsWith('111')) return off
  if (!step) return undefined
  const value = step[0] * Number.parseInt(bits.slice(3), 2)
  const [en, zh] = units[step[1]] ?? ['', '']
  return text(`${value} ${en}`, `${value} ${zh}`)
}

/** Active-Time, T3324: GPRS timer 2 (3GPP 24.008, table 10.5.163). */
export const activeTime = (bits: string): Text | undefined => timer(bits, [[2, 's'], [1, 'min'], [6, 'min']])

/** Periodic-TAU, T3412 extended: GPRS timer 3 (3GPP 24.008, table 10.5.163a). */
export const periodicTau = (bits: string): Text | undefined => timer(bits, [[10, 'min'], [1, 'h'], [10, 'h'], [2, 's'], [30, 's'], [1, 'min'], [320, 'h']])

/** eDRX cycles in seconds, S1 mode (3GPP 24.008, table 10.5.5.32). NB-IoT has only some of them, of the same length. */
const cycles = [5.12, 10.24, 20.48, 40.96, 61.44, 81.92, 102.4, 122.88, 143.36, 163.84, 327.68, 655.36, 1310.72, 2621.44, 5242.88, 10485.76]

export function edrxCycle(bits: string): Text | undefined {
  const cycle = /^[01]{4}$/.test(bits) ? cycles[Number.parseInt(bits, 2)] : undefined
  return cycle === undefined ? undefined : text(`${cycle} s`, `${cycle} 秒`)
}
