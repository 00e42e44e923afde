import type { Argument } from '../kit/arguments.ts'

/**
 * Splits what follows `=` as AirM2M does: quotes are optional, and without them a comma ends the value (Alibaba's client ID falls apart
 * that way). No quote can stand inside quotes; `\22` stands for it, and is left as it is here.
 */
export function parseArguments(body: string): readonly Argument[] | null {
  const parts = body.match(/"[^"]*"|[^",]+|,|"/g) ?? []
  const args: Argument[] = []
  let isOpen = true
  for (const part of parts) {
    if (part === ',') {
      if (isOpen) args.push({ kind: 'none' })
      isOpen = true
    } else if (!isOpen || part === '"') return null
    else {
      args.push(valueOf(part))
      isOpen = false
    }
  }
  if (isOpen) args.push({ kind: 'none' })
  return args
}

function valueOf(part: string): Argument {
  if (part.startsWith('"')) return { kind: 'text', value: part.slice(1, -1) }
  const raw = part.trim()
  // Leading zeros belong to a text: `AT+MCONFIG=007,…`.
  return /^(0|[1-9]\d{0,8})$/.test(raw) ? { kind: 'integer', value: Number(raw) } : { kind: 'word', value: raw }
}

/** A value whose quotes may be left out; empty when it is left out itself, null when it is longer than `max` bytes. */
export function loose(args: readonly Argument[], index: number, max = 256): string | null {
  const arg = args[index]
  const value = !arg || arg.kind === 'none' ? '' : String(arg.value)
  return value.length <= max ? value : null
}

/** A number whose quotes are optional, as the port's. */
export function looseInteger(args: readonly Argument[], index: number, min: number, max: number): number | null {
  const value = loose(args, index) ?? ''
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN
  return number >= min && number <= max ? number : null
}

/** `\22` is a quote, `\0D` CR, `\0A` LF, `\5C` a backslash (openLuat's MQTT guide). */
export const unescape = (value: string): string => value.replace(/\\([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
