import { expect, it } from 'vitest'
import { text } from '../../shared/text/local-text.ts'
import { joinSentences } from './join-sentences.ts'

const next = text('Try again.', '再试一次。')

it('adds the full stop that is missing, and no second one', () => {
  expect(joinSentences('en', text('It failed', '失败了'), next)).toBe('It failed. Try again.')
  expect(joinSentences('en', text('It failed.', '失败了。'), next)).toBe('It failed. Try again.')
  expect(joinSentences('zh', text('It failed', '失败了'), next)).toBe('失败了。再试一次。')
  expect(joinSentences('zh', text('It failed.', '失败了。'), next)).toBe('失败了。再试一次。')
})
