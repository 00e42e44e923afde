import { lineSettingsSchema } from '../../../shared/contract/serial.ts'

/** Any positive whole number the contract takes; null for what is none. */
export function parseRate(typed: string): number | null {
  const text = typed.trim()
  if (!/^\d+$/.test(text)) return null
  const parsed = lineSettingsSchema.shape.baudRate.safeParse(Number(text))
  return parsed.success ? parsed.data : null
}
