import { expect, it } from 'vitest'
import { fromLatin1, utf8 } from '../text/bytes.ts'
import { topicExpression, topicTextExpression } from './topic-expression.ts'

const over = (topic: string): string => fromLatin1(utf8(topic))

// The examples of MQTT 5.0, sections 4.7.1.2, 4.7.1.3 and 4.7.2, and what follows from their sentences.
it.each([
  ['sport/tennis/player1/#', ['sport/tennis/player1', 'sport/tennis/player1/ranking', 'sport/tennis/player1/score/wimbledon'], ['sport/tennis/player10', 'sport/tennis']],
  ['sport/#', ['sport', 'sport/', 'sport/tennis'], ['sports', '/sport']],
  ['#', ['sport', '/', '', 'a/b\nc'], ['$SYS/monitor/Clients']],
  ['sport/tennis/+', ['sport/tennis/player1', 'sport/tennis/'], ['sport/tennis/player1/ranking', 'sport/tennis']],
  ['sport/+', ['sport/'], ['sport']],
  ['+/+', ['/finance', 'a/b'], ['finance', '$SYS/x']],
  ['/+', ['/finance'], ['a/finance']],
  ['+', ['finance', ''], ['/finance', '$SYS']],
  ['+/monitor/Clients', ['x/monitor/Clients'], ['$SYS/monitor/Clients']],
  ['$SYS/#', ['$SYS/monitor/Clients', '$SYS'], ['SYS/monitor']],
  ['$share/group/a/+', ['a/b'], ['a', '$share/group/a/b']],
  ['设备/+/上报', ['设备/温度/上报'], ['设备/温度/下发', '设备/温']],
  ['a.b(c)*/x', ['a.b(c)*/x'], ['aXb(c)*/x']],
])('%s', (filter, matching, others) => {
  const expression = topicExpression(filter)
  expect(matching.filter((topic) => !expression.test(over(topic)))).toEqual([])
  expect(others.filter((topic) => expression.test(over(topic)))).toEqual([])
})

it('finds a text anywhere in a topic, whatever the case of its letters, and takes no sign of it for a wildcard', () => {
  const found = (value: string, topic: string): boolean => topicTextExpression(value).test(over(topic))
  expect([found('temp', 'dev/TEMP/1'), found('温度', 'a/温度/b'), found('a.c', 'abc'), found('/+/', 'x/+/y'), found('温度', 'a/湿度')]).toEqual([true, true, false, true, false])
})
