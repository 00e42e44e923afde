import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, Text } from '../../shared/text/local-text.ts'
import { languageOf } from '../i18n/start-i18n.ts'

/** The language of the page now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return languageOf(i18n.language)
}

/** Picks the current language out of a text that carries both. */
export function useText(): (text: Text) => string {
  const language = useLanguage()
  return useCallback((text: Text) => text[language], [language])
}
