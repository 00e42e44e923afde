import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { createStore } from 'zustand'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Language } from '../../shared/text/local-text.ts'
import { settingsStore } from '../features/settings/settings-store.ts'

type Messages = { readonly [key: string]: string | Messages }

const files = import.meta.glob<Messages>('./locales/*/*.json', { eager: true, import: 'default' })

/** Any Chinese (zh-CN, zh-Hant-TW ...) reads Chinese; all else reads English. */
export const languageOf = (tag: string): Language => (tag.toLowerCase().startsWith('zh') ? 'zh' : 'en')

export const resolveLanguage = (setting: Settings['language'], system: string): Language =>
  setting === 'system' ? languageOf(system) : setting

/** A file `locales/zh/wizard.json` is the namespace `wizard` in Chinese. */
function resources(): Record<string, Record<string, Messages>> {
  const out: Record<string, Record<string, Messages>> = { en: {}, zh: {} }
  for (const [path, messages] of Object.entries(files)) {
    const [, language, namespace] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? []
    if (language && namespace) (out[language] ??= {})[namespace] = messages
  }
  return out
}

function apply(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  languageStore.setState({ language })
}

/** The page's language, for what is drawn too often to ask the translator. */
export const languageStore = createStore<{ readonly language: Language }>(() => ({ language: 'en' }))

const i18n = createInstance()

/** Follows the language setting from now on. */
export async function startI18n(): Promise<void> {
  const current = () => resolveLanguage(settingsStore.getState().language, navigator.language)
  await i18n.use(initReactI18next).init({
    lng: current(),
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: resources(),
    interpolation: { escapeValue: false },
  })
  apply(current())
  settingsStore.subscribe(() => {
    if (languageOf(i18n.language) === current()) return
    apply(current())
    void i18n.changeLanguage(current())
  })
}
