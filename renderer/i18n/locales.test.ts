import { expect, test } from 'vitest'
import { languageOf, resolveLanguage } from './start-i18n.ts'

type Messages = { readonly [key: string]: string | Messages }

const files = import.meta.glob<Messages>('./locales/*/*.json', { eager: true, import: 'default' })

/** `file key` → text, over all files of a language. */
function flat(language: string): Map<string, string> {
  const out = new Map<string, string>()
  const walk = (prefix: string, messages: Messages): void => {
    for (const [key, value] of Object.entries(messages)) {
      if (typeof value === 'string') out.set(`${prefix}.${key}`, value)
      else walk(`${prefix}.${key}`, value)
    }
  }
  for (const [path, messages] of Object.entries(files)) {
    if (path.startsWith(`./locales/${language}/`)) walk(path.replace(/^.*\/([\w-]+)\.json$/, '$1:'), messages)
  }
  return out
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted()
// English tells one from many, Chinese does not.
const stem = (key: string): string => key.replace(/_(one|other)$/, '')
const keysOf = (messages: Map<string, string>): string[] => [...new Set([...messages.keys()].map(stem))].toSorted()

const en = flat('en')
const zh = flat('zh')

test('there is something to compare', () => {
  expect(en.size).toBeGreaterThan(100)
})

test('both languages have the same keys', () => {
  expect(keysOf(zh)).toEqual(keysOf(en))
})

test('no text is empty', () => {
  expect([...en, ...zh].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('both languages fill in the same values', () => {
  const differing = [...zh].filter(([key, text]) => {
    const other = en.get(key) ?? en.get(`${stem(key)}_other`)
    return other !== undefined && placeholders(other).join() !== placeholders(text).join()
  })
  expect(differing).toEqual([])
})

test('Chinese texts are Chinese, not left in English', () => {
  const untranslated = [...zh].filter(([key, text]) => en.get(key) === text && /[a-z]{4,} [a-z]{3,}/.test(text))
  expect(untranslated).toEqual([])
})

test('any Chinese system reads Chinese, the setting wins over the system', () => {
  expect(['zh-CN', 'zh-Hant-TW', 'ZH', 'en-GB', 'de'].map(languageOf)).toEqual(['zh', 'zh', 'zh', 'en', 'en'])
  expect([resolveLanguage('system', 'zh-CN'), resolveLanguage('en', 'zh-CN'), resolveLanguage('zh', 'de')]).toEqual(['zh', 'en', 'zh'])
})
