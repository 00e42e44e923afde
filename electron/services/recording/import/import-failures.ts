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

export const noSuchImport: Failure = {
  code: 'import.over',
  stage: 'port',
  what: text('This import is over.', '这次导入已经结束。'),
  next: text('Choose the log again.', '请重新选择日志文件。'),
}

export const importInterrupted = (name: string): Failure => ({
  code: 'import.interrupted',
  stage: 'port',
  what: text(`${name} did not come over whole.`, `${name} 没有完整传入。`),
  next: text('See whether another program is still writing to it, then choose it again.', '请确认没有其他程序正在写入该文件，然后重新选择。'),
})

export const tooManyImports: Failure = {
  code: 'import.too-many',
  stage: 'port',
  what: text('Too many logs are being imported at once.', '同时导入的日志过多。'),
  next: text('Wait until one is done.', '请等其中一个完成。'),
}
