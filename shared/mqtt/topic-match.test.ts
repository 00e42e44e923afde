import { expect, test } from 'vitest'
import { topicMatches } from './topic-match.ts'

const cases: readonly [filter: string, topic: string, matches: boolean][] = [
  ['a/b', 'a/b', true],
  ['a/b', 'a/B', false],
  ['a/b', 'a/b/', false],
  ['a/b', '/a/b', false],
  ['#', 'a/b/c', true],
  ['#', '/', true],
  ['#', '$SYS/broker/uptime', false],
  ['+/broker/uptime', '$SYS/broker/uptime', false],
  ['$SYS/#', '$SYS/broker/uptime', true],
  ['sport/tennis/player1/#', 'sport/tennis/player1', true],
  ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
  ['sport/tennis/player1/#', 'sport/tennis/player10', false],
  ['sport/+', 'sport', false],
  ['sport/+', 'sport/', true],
  ['sport/+', 'sport/a/b', false],
  ['+/+', '/finance', true],
  ['/+', '/finance', true],
  ['+', '/finance', false],
  ['+/tennis/#', 'sport/tennis/x/y', true],
  ['$share/group/devices/+/up', 'devices/7/up', true],
  ['$share/group/devices/+/up', 'devices/7/down', false],
  ['设备/+/上报', '设备/一号/上报', true],
]

test.each(cases)('%s on %s: %s', (filter, topic, matches) => {
  expect(topicMatches(filter, topic)).toBe(matches)
})
