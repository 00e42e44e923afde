import type { Language, Text } from '../../shared/text/local-text.ts'

const endsAlready = /[.!?:。！？：]$/

/** What happened and what to do, as two sentences of one paragraph, whether or not the first brought its full stop along. */
export function joinSentences(language: Language, first: Text, second: Text): string {
  const start = first[language]
  const stop = endsAlready.test(start) ? '' : language === 'zh' ? '。' : '.'
  return `${start}${stop}${language === 'zh' ? '' : ' '}${second[language]}`
}
