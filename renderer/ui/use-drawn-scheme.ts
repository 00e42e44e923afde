import { useSyncExternalStore } from 'react'

const schemeAttribute = 'data-mantine-color-scheme'

/** The scheme whose colours the page has already: Mantine's own hook tells before that, and what a canvas reads then is one change behind. */
export const useDrawnScheme = (): string | null =>
  useSyncExternalStore(
    (changed) => {
      const watch = new MutationObserver(changed)
      watch.observe(document.documentElement, { attributeFilter: [schemeAttribute] })
      return () => watch.disconnect()
    },
    () => document.documentElement.getAttribute(schemeAttribute),
  )
