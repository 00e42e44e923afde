import type { Failure } from '../../../shared/contract/failure.ts'
import type { ProgramOwner } from '../../../shared/contract/serial.ts'
import { mostCommands } from '../../../shared/quick-commands/schema.ts'
import type { BodyProblem } from '../../../shared/quick-commands/wire.ts'
import { charsetNames } from '../../../shared/text/charset.ts'
import { text } from '../../../shared/text/local-text.ts'

const reasons = (problem: BodyProblem): Failure['next'] => {
  if (problem.problem === 'hex') return text('Its content must be whole bytes in hex, such as 41 54 0D.', '内容应为完整的十六进制字节，如 41 54 0D。')
  if (problem.problem === 'charset') return text(`“${problem.found}” is not in ${charsetNames[problem.charset]}: choose another encoding for this command or the port.`, `${charsetNames[problem.charset]} 里没有“${problem.found}”：请为这条指令或串口另选编码。`)
  return text(
    `${problem.found} at character ${problem.at + 1} is no escape. There are \\r \\n \\t \\0 \\x1A and \\\\; choose “Text” to send backslashes as they are.`,
    `第 ${problem.at + 1} 个字符处的 ${problem.found} 不是转义符。可用 \\r \\n \\t \\0 \\x1A \\\\；要原样发送反斜杠，请改为“文本”。`,
  )
}

export const tooMuch: Failure = {
  code: 'quick.too-much',
  stage: 'port',
  what: text('That is more than the list holds; nothing was changed.', '超出列表上限，没有修改。'),
  next: text(`There is room for 100 pages and ${mostCommands} commands: delete what is not needed, or export a page and delete it.`, `最多 100 页、${mostCommands} 条指令：请删除不用的，或先导出再删除一页。`),
}

export const unsendable = (label: string, problem: BodyProblem): Failure => ({
  code: `quick.bad-${problem.problem}`,
  stage: 'port',
  what: text(`“${label}” was not sent: it cannot be made into bytes.`, `“${label}”没有发送：内容无法转成字节。`),
  next: reasons(problem),
})

export const notNow = (by: ProgramOwner | 'closed' | 'lines'): Failure => {
  const base = { code: `quick.not-now-${by}`, stage: 'port' } as const
  if (by === 'closed') return { ...base, what: text('Nothing was sent: the port is not open.', '没有发送：串口未打开。'), next: text('Open the port, or plug the device back in.', '请打开串口，或重新插上设备。') }
  if (by === 'lines') return { ...base, what: text('Nothing was sent: several lines are on their way.', '没有发送：正在逐行发送。'), next: text('Stop them under the log, or wait until they are through.', '可在日志下方停止，或等待发送结束。') }
  return { ...base, what: text('Nothing was sent: another part of the program has the channel.', '没有发送：程序的其他部分正在占用通道。'), next: text('The send line says which: stop it, or wait until it is done.', '发送栏里写着是哪一部分，请停止它或等待结束。') }
}
