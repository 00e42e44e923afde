import type { Failure } from '../../../../shared/contract/failure.ts'
import { text } from '../../../../shared/text/local-text.ts'
import { codeOf } from '../library-failures.ts'

const next = text('Choose a log that a terminal program saved as text: SSCOM, QCOM, llcom, tio or another.', '请选择终端软件保存的文本日志，如 SSCOM、QCOM、llcom、tio 等。')

export const emptyLog = (name: string): Failure => ({
  code: 'import.empty',
  stage: 'port',
  what: text(`${name} holds no line.`, `${name} 中没有任何内容。`),
  next,
})

export const noLog = (name: string, line: number): Failure => ({
  code: 'import.no-log',
  stage: 'port',
  what: text(`${name} is no text: line ${line} holds zero bytes.`, `${name} 不是文本文件：第 ${line} 行含有零字节。`),
  next,
})

export const cannotImport = (name: string, cause: unknown): Failure => ({
  code: 'import.failed',
  stage: 'port',
  what: text(`${name} could not be imported.`, `无法导入 ${name}。`),
  next: text('Look whether the file can be read, and whether the folder of recordings may be written to and has room.', '请检查文件能否读取，以及录制目录是否可写、空间是否足够。'),
  ...codeOf(cause),
})
