import { expect, it } from 'vitest'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { Teller } from './teller.ts'

const message = (payload: string) => ({ at: 0, topic: 'down', payload })
const run = (received: WizardRun['received']): WizardRun => ({ steps: [], plan: { steps: [] }, received }) as unknown as WizardRun

it('tells every message once, also after the snapshot has dropped the oldest', () => {
  const lines: string[] = []
  const teller = new Teller((line) => lines.push(line), (text) => text.en)
  const messages = Array.from({ length: 300 }, (_, index) => message(`m${index}`))
  for (let end = 1; end <= messages.length; end++) teller.tell(run(messages.slice(Math.max(0, end - 200), end)))
  expect(lines).toStrictEqual(messages.map(({ payload }) => `← down  ${payload}`))
  expect(teller.received).toStrictEqual(messages)
})

it('keeps a message on its line and its control characters away from the terminal', () => {
  const lines: string[] = []
  new Teller((line) => lines.push(line), (text) => text.en).tell(run([message('a\r\nb\t\u001b[31m开\u009b')]))
  expect(lines).toStrictEqual(['← down  a\\r\\nb\\t\\x1b[31m开\\x9b'])
})
