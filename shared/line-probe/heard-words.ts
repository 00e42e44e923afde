import { text, type Text } from '../text/local-text.ts'
import type { Heard } from './heard.ts'

export const heardWords: Readonly<Record<Heard, Text>> = {
  ok: text('OK', 'OK'),
  text: text('text, no OK', '有文字，没有 OK'),
  echo: text('echo alone', '只有回显'),
  garbage: text('garbage', '乱码'),
  nothing: text('nothing', '无应答'),
  refused: text('the driver does not take it', '驱动不支持'),
}
