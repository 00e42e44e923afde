import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { MessageHistory } from './message-history.ts'
import { neighbourOf } from './neighbour.ts'

it('finds the message before and after on the same topic in the same direction, over any number of others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atelier-neighbour-'))
  const history = new MessageHistory({ folder: join(folder, 'c1') })
  const say = (topic: string, direction: 'in' | 'out' = 'in', payload = 'x'.repeat(50)): number =>
    history.push({ at: 1, direction, topic, payload: utf8(payload), qos: 0, retain: false })
  const first = say('rare')
  for (let index = 0; index < 10_000; index++) say(`busy/${index % 2}`)
  say('rare', 'out')
  const large = say('rare', 'in', 'y'.repeat(300_000))
  for (let index = 0; index < 10_000; index++) say(`busy/${index % 2}`)
  const last = say('rare')
  const found = async (seq: number): Promise<unknown> => [await neighbourOf(history, seq, 'before'), await neighbourOf(history, seq, 'after')]
  expect([await found(first), await found(large), await found(last)]).toEqual([[undefined, large], [first, last], [large, undefined]])
  expect([await found(501), await found(last + 5)]).toEqual([[499, 503], [undefined, undefined]])
  await history.close()
  await rm(folder, { recursive: true, force: true })
})
