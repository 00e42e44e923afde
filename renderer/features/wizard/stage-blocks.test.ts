import { expect, it } from 'vitest'
import type { Stage } from '../../../shared/contract/failure.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { inOrder } from './stage-blocks.ts'

const step = (id: string, stage: Stage): Step => ({
  id,
  stage,
  title: { en: id, zh: id },
  why: { en: id, zh: id },
  source: '',
  send: id,
  secrets: [],
  expect: { timeoutMs: 300 },
  risk: 'reads',
})

it('keeps the order of sending, though a stage comes twice', () => {
  const steps = [step('version', 'mqtt'), step('keep-alive', 'mqtt'), step('open', 'net'), step('connect', 'mqtt')]
  expect(inOrder(steps).map((block) => [block.stage, ...block.steps.map(({ id }) => id)])).toStrictEqual([
    ['mqtt', 'version', 'keep-alive'],
    ['net', 'open'],
    ['mqtt', 'connect'],
  ])
  expect(inOrder([])).toStrictEqual([])
})
