import type { Failure } from '../../../shared/contract/failure.ts'
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
