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

it('tells by quarters how far a slow upload is, anew for the next', () => {
  const lines: string[] = []
  const teller = new Teller((line) => lines.push(line), (text) => text.en)
  const at = (stepId: string, data?: { sentBytes: number; totalBytes: number }): WizardRun =>
    ({ received: [], plan: { steps: [{ id: 'ca', stage: 'tls' }, { id: 'key', stage: 'tls' }] }, steps: [{ stepId: 'ca', status: stepId === 'ca' ? 'running' : 'passed', captured: [], sent: 'AT+A', elapsedMs: 9, data }, { stepId: 'key', status: 'running', captured: [], data }].slice(0, stepId === 'ca' ? 1 : 2) }) as unknown as WizardRun
  for (const sentBytes of [256, 512, 600, 1500, 2048]) teller.tell(at('ca', { sentBytes, totalBytes: 2048 }))
  teller.tell(at('key'))
  teller.tell(at('key', { sentBytes: 512, totalBytes: 1024 }))
  expect(lines).toStrictEqual([
    '… tls    512 of 2048 bytes sent',
    '… tls    1500 of 2048 bytes sent',
    '… tls    2048 of 2048 bytes sent',
    '✓ tls    AT+A  9 ms',
    '… tls    512 of 1024 bytes sent',
  ])
})

it('keeps a message on its line and its control characters away from the terminal', () => {
  const lines: string[] = []
  new Teller((line) => lines.push(line), (text) => text.en).tell(run([message('a\r\nb\t\u001b[31m开\u009b')]))
  expect(lines).toStrictEqual(['← down  a\\r\\nb\\t\\x1b[31m开\\x9b'])
})
