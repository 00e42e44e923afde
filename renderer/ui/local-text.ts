import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { Language, Text } from '../../shared/text/local-text.ts'
import { languageStore } from '../i18n/start-i18n.ts'

/** The language of the page now. */
export const useLanguage = (): Language => useStore(languageStore, ({ language }) => language)

/** Picks the current language out of a text that carries both. */
export function useText(): (text: Text) => string {
  const language = useLanguage()
  return useCallback((text: Text) => text[language], [language])
}
