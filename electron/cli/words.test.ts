import { expect, it } from 'vitest'
import { failureLines } from './words.ts'

it('prints what a modem said of a failure without letting it steer the terminal', () => {
  const failure = { code: 'mqtt.refused.5', stage: 'mqtt', what: { en: 'Refused.', zh: '被拒绝。' }, next: { en: 'Look at the policy.', zh: '检查策略。' }, evidence: '+QMTCONN: 0,0,5\u001b[2J\r\n' } as const
  expect(failureLines(failure, ({ en }) => en)).toStrictEqual(['✗ [mqtt] Refused.', '  +QMTCONN: 0,0,5\\x1b[2J\\r\\n', '  → Look at the policy.'])
  const { evidence: _, ...bare } = failure
  expect(failureLines(bare, ({ zh }) => zh)).toStrictEqual(['✗ [mqtt] 被拒绝。', '  → 检查策略。'])
})
