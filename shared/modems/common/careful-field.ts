import type { Field } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'

/** `initial`: `no` for families whose published sessions are sent byte for byte, with no question between. */
export const carefulField = (initial: 'no' | 'yes'): Field => ({
  key: 'careful',
  kind: 'choice',
  group: 'exchange',
  required: false,
  isAdvanced: true,
  label: text('Read settings first', '先读取原有设置'),
  help: text('Before a setting is changed its value is read, so that it can be put back afterwards.', '修改设置之前先读出原值，用完可以恢复。'),
  initial,
  choices: [
    { value: 'no', label: text('No: the plan’s commands alone', '否：只发流程里的指令') },
    { value: 'yes', label: text('Yes: read them, and offer to put them back', '是：先读取，之后可恢复') },
  ],
})
