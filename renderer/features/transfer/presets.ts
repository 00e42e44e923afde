import type { TransferWay } from '../../../shared/contract/transfers.ts'

type Preset = { readonly id: string; readonly command: string; readonly prompt: string }

/**
 * Uploads by length as the makers' manuals have them: Quectel EC2x/EG2x FILE Application Note, AT+QFUPL; SIMCom SIM7500/SIM7600 AT Command Manual,
 * AT+CFTRANRX and AT+CCERTDOWN; AirM2M Cat.1 AT manual, AT+FSWRITE (AT+FSCREATE first).
 */
export const presets: readonly Preset[] = [
  { id: 'quectel', command: 'AT+QFUPL="{name}",{size},100', prompt: 'CONNECT' },
  { id: 'simcom-file', command: 'AT+CFTRANRX="c:/{name}",{size}', prompt: '>' },
  { id: 'simcom-certificate', command: 'AT+CCERTDOWN="{name}",{size}', prompt: '>' },
  { id: 'airm2m', command: 'AT+FSWRITE="{name}",0,{size},30', prompt: '>' },
]

export const prompts = ['CONNECT', '>', 'DOWNLOAD', 'OK'] as const

/** What the form holds: every way at once, so that changing one's mind loses nothing. */
export type TransferForm = {
  readonly kind: 'prompt' | 'xmodem' | 'ymodem' | 'raw'
  readonly command: string
  readonly prompt: string
  readonly promptSeconds: number
  readonly answerSeconds: number
  readonly isPaced: boolean
  readonly blockBytes: number
  readonly pauseMs: number
  readonly hasLongBlocks: boolean
  readonly startSeconds: number
}

export const firstForm: TransferForm = {
  kind: 'prompt',
  command: presets[0]?.command ?? '',
  prompt: presets[0]?.prompt ?? '',
  promptSeconds: 10,
  answerSeconds: 60,
  isPaced: false,
  blockBytes: 256,
  pauseMs: 20,
  hasLongBlocks: false,
  startSeconds: 60,
}

export function wayOf(form: TransferForm, lineEnd: Extract<TransferWay, { kind: 'prompt' }>['lineEnd']): TransferWay {
  const pace = form.isPaced ? { blockBytes: form.blockBytes, pauseMs: form.pauseMs } : null
  if (form.kind === 'raw') return { kind: 'raw', pace }
  if (form.kind === 'ymodem') return { kind: 'ymodem', startTimeoutMs: form.startSeconds * 1000 }
  if (form.kind === 'xmodem') return { kind: form.hasLongBlocks ? 'xmodem-1k' : 'xmodem', startTimeoutMs: form.startSeconds * 1000 }
  return { kind: 'prompt', command: form.command.trim(), lineEnd, prompt: form.prompt.trim(), promptTimeoutMs: form.promptSeconds * 1000, answerTimeoutMs: form.answerSeconds * 1000, pace }
}
