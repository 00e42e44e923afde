import { explainCme } from '../../../shared/at/explain-cme.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { maximumTransferBytes, mostTransferFiles } from '../../../shared/contract/transfers.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { SenderEnd, XymodemKind } from '../../../shared/transfer/xymodem-sender.ts'

const failure = (code: string, stage: Failure['stage'], what: Text, next: Text, evidence?: string): Failure => ({ code: `transfer.${code}`, stage, what, next, ...(evidence !== undefined && { evidence }) })

const mebibytes = maximumTransferBytes / 1024 / 1024

export const tooLarge = (name: string): Failure =>
  failure(
    'too-large',
    'port',
    text(`${name} is larger than ${mebibytes} MiB, the most that is sent at once.`, `${name} 超过 ${mebibytes} MiB，超出一次发送的上限。`),
    text('Send a smaller file, or cut it into pieces.', '请换小一点的文件，或切成几段发送。'),
  )

export const tooMany = (): Failure =>
  failure(
    'too-many',
    'port',
    text(`Files of more than ${mebibytes * 2} MiB wait to be sent already.`, `等待发送的文件合计已超过 ${mebibytes * 2} MiB。`),
    text('Let a transfer end first.', '请等正在进行的传输结束。'),
  )

export const empty = (name: string): Failure =>
  failure('empty', 'port', text(`${name} is empty: there is nothing to send.`, `${name} 是空文件，没有内容可发。`), text('Choose the right file.', '请重新选择文件。'))

export const uploadGone = (): Failure =>
  failure(
    'upload-gone',
    'port',
    text('The file is not there any more, or did not come whole.', '文件已不在内存中，或没有完整传到程序。'),
    text('Choose the file again.', '请重新选择文件。'),
  )

export const oneFile = (): Failure =>
  failure(
    'one-file',
    'port',
    text('This way sends one file; only YMODEM sends several.', '这种方式一次只能发一个文件，只有 YMODEM 能发多个。'),
    text(`Choose one file, or YMODEM (up to ${mostTransferFiles}).`, `请只选一个文件，或改用 YMODEM（最多 ${mostTransferFiles} 个）。`),
  )

export const busy = (): Failure =>
  failure('busy', 'port', text('A file is being sent on this port already.', '该串口正在发送另一个文件。'), text('Wait until it has ended, or cancel it.', '请等它结束，或先取消。'))

export const fault = (): Failure =>
  failure('fault', 'port', text('The transfer ended because of a fault in the program.', '程序内部出错，传输已中止。'), text('Send the file again; if it happens again, report it.', '请重新发送；若再次出现，请反馈给我们。'))

export const portGone = (reason?: Failure): Failure =>
  failure(
    'port-gone',
    'port',
    text('The port went away in the middle of the transfer.', '传输中途串口断开。'),
    text('When the device is back, delete the unfinished file on it and send it again from the start.', '设备恢复后，先删除设备上的残缺文件，再从头发送。'),
    reason?.what.en,
  )

/** A write that failed: a line that is there and takes nothing says so best itself. */
export const unwritten = (reason: Failure): Failure => (reason.code === 'port.write-stuck' ? reason : portGone(reason))

const shown = (line: string): string => line.trim().slice(0, 200)
/** A +CME ERROR in words, where it is known. */
const meaning = (line: string): Text => {
  const known = explainCme(line, 'modem')
  return known ? text(` ${known.what.en}`, known.what.zh) : text('', '')
}

export const refusedCommand = (line: string): Failure =>
  failure(
    'refused',
    'modem',
    text(`The device refused the command instead of asking for the content.${meaning(line).en}`, `设备没有给出输入提示，而是拒绝了指令。${meaning(line).zh}`),
    text('Check the command’s name and parameters in the module’s manual; a file of that name may be there already, or the storage full.', '请对照模组手册检查指令和参数；也可能是同名文件已存在，或存储空间不足。'),
    shown(line),
  )

export const noPrompt = (prompt: string, timeoutMs: number, last: string | undefined): Failure =>
  failure(
    'no-prompt',
    'modem',
    text(`The device did not print ${prompt} within ${timeoutMs / 1000} s; none of the file was sent.`, `设备在 ${timeoutMs / 1000} 秒内没有给出 ${prompt}，文件没有发送。`),
    text(
      'See in the terminal what it printed: if the prompt is another, choose that one. If nothing came, check the line end and the baud rate.',
      '请在终端里看设备返回了什么：提示符不同就改选对应的；什么都没返回则检查行尾和波特率。',
    ),
    last === undefined ? undefined : shown(last),
  )

export const noResult = (timeoutMs: number): Failure =>
  failure(
    'no-result',
    'modem',
    text(`All bytes are out, and no OK or ERROR came within ${timeoutMs / 1000} s.`, `内容已全部发出，但 ${timeoutMs / 1000} 秒内没有返回 OK 或 ERROR。`),
    text(
      'The device may still wait for more bytes: compare the size in the command with the file’s. Without flow control bytes may have been lost: send with a pause.',
      '设备可能还在等更多字节：请核对指令中的长度与文件大小。没有流控时可能丢了字节，请改为分块加间隔发送。',
    ),
  )

export const answeredError = (line: string): Failure =>
  failure(
    'answered-error',
    'modem',
    text(`The device took the content and answered with an error.${meaning(line).en}`, `设备收下内容后返回了错误。${meaning(line).zh}`),
    text('Look the code up in the manual’s file commands. If bytes were lost on the way, send with a pause after each block.', '请在手册的文件指令部分查错误码；如果是丢字节，改为分块加间隔发送。'),
    shown(line),
  )

export const checkDiffers = (line: string, own: string): Failure =>
  failure(
    'check-differs',
    'modem',
    text(`What the device stored is not what was sent: size and checksum should be ${own}.`, `设备保存的内容与发送的不一致，长度和校验和应为 ${own}。`),
    text('Delete the file on the device and send it again with a pause after each block, or switch hardware flow control on at both ends.', '请删除设备上的文件，改为分块加间隔重新发送，或在两端都打开硬件流控。'),
    shown(line),
  )

const names: Readonly<Record<XymodemKind, string>> = { xmodem: 'XMODEM', 'xmodem-1k': 'XMODEM-1K', ymodem: 'YMODEM' }

/** How an XMODEM or YMODEM transfer ended that did not end well. */
export function xymodemFailure(kind: XymodemKind, end: Exclude<SenderEnd, { kind: 'done' | 'stopped' }>, startMs: number): Failure {
  const name = names[kind]
  if (end.kind === 'cancelled-by-receiver') {
    return failure(
      'cancelled-by-device',
      'modem',
      text(`The device cancelled the ${name} transfer (CAN CAN) at block ${end.block}.`, `设备在第 ${end.block} 块取消了 ${name} 传输（CAN CAN）。`),
      text(
        'Its own terminal says why, if anything does: no room, a file of that name, or another protocol than the chosen one.',
        '原因要看设备自己的提示：空间不足、同名文件已存在，或选用的协议与设备不一致。',
      ),
    )
  }
  if (end.kind === 'refused') {
    return failure(
      'block-refused',
      'modem',
      text(`The device refused block ${end.block} ten times (NAK).`, `设备连续 10 次拒收第 ${end.block} 块（NAK）。`),
      text(
        'Bytes are changed or lost on the line: lower the baud rate, shorten the cable, switch hardware flow control on, or choose XMODEM with its short blocks.',
        '线路上有字节出错或丢失：请降低波特率、缩短连线、打开硬件流控，或改用短块的 XMODEM。',
      ),
    )
  }
  if (end.while === 'start') {
    return failure(
      'receiver-silent',
      'modem',
      text(`The device never asked for the first block of ${name} within ${startMs / 1000} s (no C and no NAK).`, `设备在 ${startMs / 1000} 秒内没有请求 ${name} 的第一块（没有收到 C 或 NAK）。`),
      text('Start the reception on the device first (its command for it, or its boot loader’s menu), then send.', '请先在设备端启动接收（对应的指令或 Bootloader 菜单），再开始发送。'),
    )
  }
  if (end.while === 'end') {
    return failure(
      'end-silent',
      'modem',
      text('All blocks were taken, and the device does not confirm the end (EOT).', '所有数据块都已被接收，但设备没有确认结束（EOT）。'),
      text('Check on the device whether the file is whole; it often is.', '请在设备上检查文件是否完整，多数情况下是完整的。'),
    )
  }
  return failure(
    'block-silent',
    'modem',
    text(`The device stopped answering at block ${end.block}; it was sent three times.`, `设备在第 ${end.block} 块之后不再应答，该块已发送三次。`),
    text('Look whether it restarted or left the reception; then start both sides again.', '请确认设备是否重启或退出了接收，然后两端重新开始。'),
  )
}
