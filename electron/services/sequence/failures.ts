import type { Failure } from '../../../shared/contract/failure.ts'
import { mostJumps } from '../../../shared/sequence/decide.ts'
import type { SequenceProblems } from '../../../shared/sequence/read-sequence.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'

export const portClosed: Failure = {
  code: 'port.closed',
  stage: 'port',
  what: text('The port is closed.', '串口已关闭。'),
  next: text('Open the port again, then run the sequence again.', '重新打开串口，再运行序列。'),
}

/** The first problem, and how many more there are. */
export const unusable = ([{ line, column, field, what }, ...more]: SequenceProblems): Failure => ({
  code: 'sequence.unusable',
  stage: 'port',
  what: text(`Line ${line}: ${what.en}`, `第 ${line} 行：${what.zh}`),
  next: text(`Mend the file there${more.length > 0 ? ` and at ${more.length} more place${more.length > 1 ? 's' : ''}` : ''}, then try again. docs/sequences.md has every field.`, `请修改这里${more.length > 0 ? `和另外 ${more.length} 处` : ''}再试，全部字段见 docs/sequences.md。`),
  evidence: `${line}:${column}${field === '' ? '' : ` ${field}`}`,
})

export const missingValue = (name: string): Failure => ({
  code: 'sequence.value-missing',
  stage: 'port',
  what: text(`The placeholder {${name}} has no value.`, `占位符 {${name}} 没有值。`),
  next: text('Enter a value; on the command line with --set name=value.', '请填写它的值；命令行用 --set 名称=值。'),
})

export const unknownValue = (name: string, known: readonly string[]): Failure => ({
  code: 'sequence.value-unknown',
  stage: 'port',
  what: text(`The sequence has no placeholder “${name}”.`, `这个序列没有占位符“${name}”。`),
  next: known.length === 0 ? text('It has none at all.', '它没有任何占位符。') : text(`It has: ${known.join(', ')}.`, `它有：${known.join('、')}。`),
})

export const controlInValue = (name: string): Failure => ({
  code: 'sequence.value-control',
  stage: 'port',
  what: text(`The value of {${name}} holds a line end or another control character.`, `{${name}} 的值里有换行或其他控制字符。`),
  next: text('A value is one part of a line: leave such characters out, or write them into the step as escapes.', '值只是一行中的一段，请去掉这些字符，或在步骤里用转义写。'),
})

export const unknownRun: Failure = {
  code: 'sequence.run-unknown',
  stage: 'port',
  what: text('There is no such run of a sequence any more.', '这次运行已经不存在了。'),
  next: text('Start the sequence again.', '请重新运行序列。'),
}

export const unknownResult: Failure = {
  code: 'sequence.result-unknown',
  stage: 'port',
  what: text('The results of this run are not there any more.', '这次运行的结果已经不在了。'),
  next: text('The results of the last 50 runs are kept; run the sequence again.', '只保留最近 50 次运行的结果，请重新运行序列。'),
}

export const unknownFile = (file: string): Failure => ({
  code: 'sequence.file-unknown',
  stage: 'port',
  what: text(`There is no sequence ${file} any more.`, `序列 ${file} 已经不存在了。`),
  next: text('Choose one from the list.', '请从列表里重新选。'),
})

export const diskRefused = (error: unknown): Failure => ({
  code: 'sequence.not-written',
  stage: 'port',
  what: text('The sequence could not be written to the disk.', '序列没有写入磁盘。'),
  next: text('Check that the disk is not full and that the data folder may be written to.', '检查磁盘是否已满、数据文件夹是否可写。'),
  evidence: error instanceof Error && 'code' in error ? String(error.code) : String(error),
})

export const tooManyJumps: Failure = {
  code: 'sequence.jumps',
  stage: 'modem',
  what: text(`This step has led elsewhere ${mostJumps} times in one round, without an end.`, `这一步在一轮里已经跳转 ${mostJumps} 次，没有尽头。`),
  next: text('Look why it fails every time, or use “retry” with a number.', '查一下为什么每次都失败，或改用 retry 限定次数。'),
}

export const stoppedByPerson: Failure = {
  code: 'sequence.stopped',
  stage: 'port',
  what: text('Stopped on request; nothing was sent afterwards.', '已按要求停止，之后没有再发送任何内容。'),
  next: text('Run it again to start from the first step.', '再次运行会从第一步开始。'),
}

/** `came`: the last thing that did. */
export const notSeen = (expected: Text, ms: number, came: string | undefined): Failure => ({
  code: 'sequence.time-out',
  stage: 'modem',
  what: text(`Within ${ms} ms there was no ${expected.en}.`, `${ms} 毫秒内没有等到${expected.zh}。`),
  next:
    came === undefined
      ? text('Nothing came at all: check that the modem is on, the port, and the bit rate.', '什么都没有收到：检查模组是否开机、端口和波特率是否正确。')
      : text('Something else came, see the lines: is the step waiting for the right thing, and long enough?', '收到了别的内容，见下面的应答：等待的内容和时限对吗？'),
  ...(came !== undefined && { evidence: came }),
})

export const answered = (final: string, expected: Text): Failure => ({
  code: 'sequence.answer',
  stage: 'modem',
  what: text(`The modem answered ${final} where ${expected.en} was expected.`, `应等到${expected.zh}，模组回了 ${final}。`),
  next: text('Select the line in the terminal: it explains the code, where one is known.', '在终端里选中这一行，可查看已知的错误码含义。'),
  evidence: final,
})

export const unexpectedUrc = (line: string): Failure => ({
  code: 'sequence.urc',
  stage: 'modem',
  what: text('The line came, but it does not say what the step accepts.', '这一行来了，但内容不符合该步骤的要求。'),
  next: text('Select the line in the terminal: it explains the fields, where they are known.', '在终端里选中这一行，可查看已知字段的含义。'),
  evidence: line,
})
