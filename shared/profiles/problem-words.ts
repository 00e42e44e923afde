import type { z } from 'zod'
import { text, type Text } from '../text/local-text.ts'

/** The schemas' own sentences, by the id that they give as their message. */
const sentences: Readonly<Record<string, Text>> = {
  '@id': text('Lower-case letters, digits and hyphens are expected, at most 64, such as acme-m1.', '应为小写字母、数字和连字符，最多 64 个，如 acme-m1。'),
  '@key': text('Letters, digits, _ and - are expected, a letter first, such as deviceName.', '应为字母、数字、_ 和 -，以字母开头，如 deviceName。'),
  '@text': text('A text is expected, or “en” and “zh” with a text each.', '应为一段文字，或分别写 en 和 zh。'),
  '@qos': text('0, 1 or 2 is expected.', '应为 0、1 或 2。'),
  '@path': text('A path is expected, with a / in front.', '应为以 / 开头的路径。'),
  '@line': text('One command line is expected, without line ends or control characters.', '应为一行指令，不含换行和控制字符。'),
  '@prefix': text('The beginning of a line is expected, or a list of such.', '应为一行的开头，或这样的列表。'),
  '@wait': text('Expected here: ok, final, nothing, or one of “text: …”, “regex: …”, “urc: …”.', '应为 ok、final、nothing，或 text: …、regex: …、urc: … 之一。'),
  '@onFailure': text('Expected here: stop, continue, or fields “retry”, “pause”, “goTo”.', '应为 stop、continue，或 retry、pause、goTo 字段。'),
  '@code': text('A code such as mqtt.refused is expected: lower-case letters, digits, dots and hyphens.', '应为 mqtt.refused 这样的代码：小写字母、数字、点和连字符。'),
}

const kinds: Readonly<Record<string, Text>> = {
  string: text('a text', '文字'),
  number: text('a number', '数字'),
  int: text('a whole number', '整数'),
  boolean: text('true or false', ' true 或 false'),
  array: text('a list (lines that begin with “- ”)', '列表（以“- ”开头的行）'),
  object: text('fields (lines of “name: value”)', '若干字段（“名称: 值”形式的行）'),
  tuple: text('a list', '列表'),
}

const units: Readonly<Record<string, Text>> = { string: text('characters', '个字符'), array: text('entries', '项'), number: text('', ''), int: text('', '') }

const list = (values: readonly unknown[]): string => values.map(String).join(', ')

/** A schema's complaint as a person reads it. */
export function problemWords(issue: z.core.$ZodIssue): Text {
  const own = sentences[issue.message]
  if (own) return own
  switch (issue.code) {
    case 'custom':
      return text(issue.message, typeof issue.params?.['zh'] === 'string' ? issue.params['zh'] : issue.message)
    case 'invalid_type': {
      const kind = kinds[issue.expected] ?? text(issue.expected, issue.expected)
      return issue.input === undefined && issue.message.endsWith('received undefined') ? text(`This field is missing: ${kind.en} is expected.`, `缺少这个字段，应为${kind.zh}。`) : text(`Expected here: ${kind.en}.`, `这里应为${kind.zh}。`)
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? text(`“${list(issue.values)}” is expected.`, `这里应为“${list(issue.values)}”。`)
        : text(`One of these is expected: ${list(issue.values)}.`, `只能是其中之一：${list(issue.values)}。`)
    case 'unrecognized_keys':
      if (issue.keys.some((key) => key.includes(' '))) {
        return text(`There is no field “${list(issue.keys)}” here. A text with a comma inside { } needs quotes.`, `这里没有“${list(issue.keys)}”这个字段。花括号里的文字含英文逗号时要加引号。`)
      }
      return text(`There is no field “${list(issue.keys)}” here.`, `这里没有“${list(issue.keys)}”这个字段。`)
    case 'too_small': {
      const unit = units[issue.origin] ?? text('', '')
      return text(`At least ${issue.minimum} ${unit.en}`.trim() + '.', `至少 ${issue.minimum}${unit.zh === '' ? '' : ` ${unit.zh}`}。`)
    }
    case 'too_big': {
      const unit = units[issue.origin] ?? text('', '')
      return text(`At most ${issue.maximum} ${unit.en}`.trim() + '.', `最多 ${issue.maximum}${unit.zh === '' ? '' : ` ${unit.zh}`}。`)
    }
    default:
      return text(issue.message, issue.message)
  }
}

/** YAML’s own complaints that are met most. */
const yamlWords: Readonly<Record<string, Text>> = {
  DUPLICATE_KEY: text('This field stands here twice.', '这个字段写了两次。'),
  TAB_AS_INDENT: text('A tab is used for indenting: YAML takes spaces only.', '用了制表符缩进：YAML 只能用空格。'),
  BAD_INDENT: text('The indentation does not fit the lines above.', '缩进与上文不一致。'),
  MISSING_CHAR: text('Something is not closed here: a quote, a bracket or a brace.', '这里有引号或括号没有配对。'),
  BAD_SCALAR_START: text('A value cannot begin so: put it in single quotes.', '值不能这样开头，请用单引号括起来。'),
  MULTILINE_IMPLICIT_KEY: text('“name: value” was not finished on its line: look for a missing quote or colon.', '“名称: 值”没有在一行内写完，检查是否漏了引号或冒号。'),
  BLOCK_AS_IMPLICIT_KEY: text('A value that holds “: ” needs quotes around it.', '值里含有“: ”时要加引号。'),
  BAD_DQ_ESCAPE: text('In double quotes a backslash begins an escape: use single quotes for patterns.', '双引号里反斜杠是转义，正则请用单引号。'),
  MULTIPLE_DOCS: text('One profile a file: “---” begins a second one.', '一个文件只能写一个配置，“---”会另起一个。'),
}

export const yamlProblemWords = (code: string, message: string): Text => {
  const reason = message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? ''
  return yamlWords[code] ?? text(`Not YAML: ${reason}.`, `YAML 写法有误：${reason}。`)
}
