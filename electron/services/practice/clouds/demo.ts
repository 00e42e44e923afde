import type { PracticeDemo } from '../../../../shared/contract/practice.ts'
import { text } from '../../../../shared/text/local-text.ts'

export const demo = (id: string, en: string, zh: string, operation: string, inputs: PracticeDemo['inputs']): PracticeDemo => ({
  id,
  title: text(en, zh),
  operation,
  inputs,
})

export const loginDemo = (id: string, en: string, zh: string, inputs: PracticeDemo['inputs']): PracticeDemo => demo(id, en, zh, 'login', inputs)
