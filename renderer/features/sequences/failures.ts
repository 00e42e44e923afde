import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const unreadable = (name: string): Failure => ({
  code: 'sequence.unreadable',
  stage: 'port',
  what: text(`The file ${name} could not be read.`, `文件 ${name} 无法读取。`),
  next: text('See whether it is still there and may be opened.', '请确认文件还在、并且有权限打开。'),
})

export const tooLarge = (name: string, bytes: number): Failure => ({
  code: 'sequence.too-large',
  stage: 'port',
  what: text(`${name} has ${bytes} bytes; a sequence has at most 262,144 characters.`, `${name} 有 ${bytes} 字节，序列文件最多 262,144 个字符。`),
  next: text('Choose a sequence file (YAML or JSON); docs/sequences.md has an example.', '请选择序列文件（YAML 或 JSON），示例见 docs/sequences.md。'),
})
