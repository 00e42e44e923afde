import type { Failure } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import { utf8 } from '../text/bytes.ts'

/** MQTT's own limit on a topic, in UTF-8 bytes. Modems and clouds set lower ones. */
export const maxTopicBytes = 65535

/** Length as it counts on the wire: UTF-8 bytes, so that one Chinese character is three. */
export const topicBytes = (topic: string): number => utf8(topic).length

/** What a broker would refuse in a topic to publish on; null when it is good. */
export function checkTopicName(topic: string, maxBytes = maxTopicBytes): Failure | null {
  const common = checkCommon(topic, maxBytes)
  if (common) return common
  const wildcard = /[+#]/.exec(topic)?.[0]
  if (wildcard) {
    return problem(
      'wildcard-in-name',
      text(`A topic to publish on cannot contain the wildcard “${wildcard}”`, `发布用的主题里不能有通配符“${wildcard}”`),
      text('Write the full topic; wildcards are for subscriptions only.', '请写完整主题，通配符只能用在订阅里。'),
    )
  }
  return null
}

/** What a broker would refuse in a topic filter to subscribe to; null when it is good. */
export function checkTopicFilter(filter: string, maxBytes = maxTopicBytes): Failure | null {
  const common = checkCommon(filter, maxBytes)
  if (common) return common
  const levels = filter.split('/')
  if (levels.some((level, index) => level.includes('#') && (level !== '#' || index !== levels.length - 1))) {
    return problem(
      'hash-position',
      text('“#” must be a whole level and the last one', '“#”必须独占一级，而且只能放在最后'),
      text('Write it like a/b/#.', '写成 a/b/# 这样。'),
    )
  }
  if (levels.some((level) => level.includes('+') && level !== '+')) {
    return problem(
      'plus-position',
      text('“+” must be a whole level', '“+”必须独占一级'),
      text('Write it like a/+/c, with slashes around it.', '写成 a/+/c 这样，前后用斜杠隔开。'),
    )
  }
  if (levels[0] === '$share' && (levels.length < 3 || levels[1] === '' || /[+#]/.test(levels[1] ?? '') || levels.slice(2).join('/') === '')) {
    return problem(
      'shared-form',
      text('A shared subscription lacks its group or its filter', '共享订阅缺少组名或主题过滤器'),
      text('Write it like $share/group/a/b.', '写成 $share/组名/a/b 这样。'),
    )
  }
  return null
}

function checkCommon(topic: string, maxBytes: number): Failure | null {
  if (topic === '') {
    return problem('empty', text('The topic is empty', '主题是空的'), text('Enter a topic such as a/b.', '请填写主题，例如 a/b。'))
  }
  const bytes = topicBytes(topic)
  if (bytes > maxBytes) {
    return problem(
      'too-long',
      text(`The topic has ${bytes} bytes, ${maxBytes} are allowed`, `主题有 ${bytes} 字节，最多允许 ${maxBytes} 字节`),
      text('Shorten it; a Chinese character counts as 3 bytes.', '请缩短主题，一个汉字算 3 字节。'),
    )
  }
  if (topic.includes('\u0000')) {
    return problem(
      'null-character',
      text('The topic contains a NUL character', '主题里有 NUL（0x00）字符'),
      text('Retype the topic by hand.', '请手工重新输入主题。'),
    )
  }
  // A half of a surrogate pair has no UTF-8 form: brokers drop the connection over it.
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(topic)) {
    return problem(
      'not-utf8',
      text('The topic contains half a character that UTF-8 cannot carry', '主题里有半个字符，无法用 UTF-8 表示'),
      text('Retype the topic by hand.', '请手工重新输入主题。'),
    )
  }
  return null
}

const problem = (code: string, what: Text, next: Text): Failure => ({ code: `mqtt.topic.${code}`, stage: 'mqtt', what, next })
