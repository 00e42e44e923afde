import type { Failure } from '../../../shared/contract/failure.ts'
import type { ProgramOwner } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'

export const alreadySending = (): Failure => ({
  code: 'sending.busy',
  stage: 'port',
  what: text('Lines are being sent on this port already.', '该串口正在发送另一批内容。'),
  next: text('Stop them, or wait until they have ended.', '请先停止，或等待发送结束。'),
})

/** Said only where there are such lines. */
const rest = (isLast: boolean) => (isLast ? text('.', '。') : text('; the lines after it were not sent.', '，后面的行没有发送。'))

export const answeredError = (line: number, isLast: boolean, answer: string): Failure => ({
  code: 'sending.error',
  stage: 'modem',
  what: text(`Line ${line} was answered with an error${rest(isLast).en}`, `第 ${line} 行返回错误${rest(isLast).zh}`),
  next: text('The terminal shows which command it was: mend it and send it again, with what was left.', '请在终端里查看是哪条指令，修改后连同剩余的行再发送。'),
  evidence: answer,
})

export const unanswered = (line: number, isLast: boolean, timeoutMs: number): Failure => ({
  code: 'sending.no-answer',
  stage: 'modem',
  what: text(`Line ${line} got no final result within ${timeoutMs / 1000} s${rest(isLast).en}`, `第 ${line} 行在 ${timeoutMs / 1000} 秒内没有返回最终结果${rest(isLast).zh}`),
  next: text(
    'If the command needs longer, raise the time limit; if its line is data, send with a delay instead; if nothing ever answers, try another line end.',
    '指令本身较慢就加大时限；内容是数据就改为按延时发送；一直没有应答就换一种行尾。',
  ),
})

const takers: Readonly<Record<ProgramOwner, readonly [en: string, zh: string]>> = {
  wizard: ['the wizard', '向导'],
  sequence: ['a sequence', '指令序列'],
  transfer: ['a file transfer', '文件传输'],
  probe: ['the search for the line’s speed', '波特率探测'],
}

export const portTaken = (owner: ProgramOwner): Failure => ({
  code: 'sending.port-taken',
  stage: 'port',
  what: text(`Sending was stopped: ${takers[owner][0]} took the port.`, `发送已停止：${takers[owner][1]}占用了串口。`),
  next: text('Start it again when that has ended.', '等它结束后可重新开始。'),
})

export const portGone = (failure?: Failure): Failure => ({
  code: 'sending.port-gone',
  stage: 'port',
  what: text('Sending was stopped: the port went away.', '发送已停止：串口断开了。'),
  next: text('Start it again when the device is back; nothing is sent by itself.', '设备恢复后可重新开始；程序不会自行补发。'),
  ...(failure && { evidence: failure.what.en }),
})
