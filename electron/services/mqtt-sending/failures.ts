import type { Failure } from '../../../shared/contract/failure.ts'
import { isDiskFull } from '../../../shared/disk-full.ts'
import type { TemplateProblem } from '../../../shared/mqtt/template/messages.ts'
import { text } from '../../../shared/text/local-text.ts'

const fields = {
  topic: text('Topic', '主题'),
  payload: text('Message', '消息内容'),
  contentType: text('Content type', '内容类型'),
  responseTopic: text('Response topic', '响应主题'),
  correlation: text('Correlation data', '对比数据'),
  userProperties: text('User property', '用户属性'),
} as const

/** Nothing was sent. */
export function templateWrong({ field, index, what, next, place }: TemplateProblem): Failure {
  const name = fields[field]
  const number = index > 0 ? ` ${index + 1}` : ''
  const at = place === undefined || 'offset' in place ? text('', '') : text(`, line ${place.line}, column ${place.column}`, `第 ${place.line} 行第 ${place.column} 列`)
  return {
    code: `mqtt.message.${field}`,
    stage: 'mqtt',
    what: text(`${name.en}${number}${at.en}: ${what.en}`, `${name.zh}${number}${at.zh}：${what.zh}`),
    next: next ?? text('Correct it there; nothing was sent.', '请在该处改正；本次没有发送。'),
  }
}

export const notThere: Failure = {
  code: 'mqtt.sent-gone',
  stage: 'mqtt',
  what: text('This sent message is no longer kept', '这条已发消息不再保留'),
  next: text('Only the newest hundred of each card are; write it anew.', '每张卡片只保留最新 100 条，请重新填写。'),
}

/** The program ended between the message and its answer. */
export const endedBeforeAnswer: Failure = {
  code: 'mqtt.ended-before-answer',
  stage: 'mqtt',
  what: text('The program ended before the broker had answered', '服务器还没应答，程序就退出了'),
  next: text('It may have arrived: look at the receiving side, or send it again.', '消息可能已送达：请到接收端确认，或重新发送。'),
}

export const sentNotRead = (file: string, reason: string): Failure => ({
  code: 'mqtt.sent-not-read',
  stage: 'mqtt',
  what: text('What this card sent earlier could not be read; its list begins anew.', '这张卡片以前的发送记录无法读取，已重新开始。'),
  next: text(`The file was kept as ${file} in the data folder.`, `原文件已在数据目录中保留为 ${file}。`),
  evidence: reason,
})

export const sentNotWritten = (cause: unknown): Failure => ({
  code: 'mqtt.sent-not-written',
  stage: 'mqtt',
  what: text('What this card sent is not written to the disk; it is here until the program ends.', '这张卡片的发送记录没有写入磁盘，退出程序后就没有了。'),
  next: isDiskFull(cause)
    ? text('The disk is full: free some space; it is written with the next message.', '磁盘已满：清理出空间后，下次发送时会一并写入。')
    : text('Check that the data folder may be written to; it is written with the next message.', '请检查数据目录的写权限，下次发送时会一并写入。'),
  evidence: cause instanceof Error ? cause.message : String(cause),
})
