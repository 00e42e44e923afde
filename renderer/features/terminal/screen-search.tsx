import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSearch, IconX } from '@tabler/icons-react'
import type { ISearchOptions } from '@xterm/addon-search'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import type { Screen } from './make-screen.ts'
import styles from './screen-view.module.css'

/** The addon takes colours as `#rrggbb`, and counts only what it marks. */
function marks(): NonNullable<ISearchOptions['decorations']> {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    matchBackground: token('--at-mark-yellow'),
    matchOverviewRuler: token('--at-mark-yellow'),
    activeMatchBackground: token('--at-mark-red'),
    activeMatchBorder: token('--at-accent'),
    activeMatchColorOverviewRuler: token('--at-accent'),
  }
}

type Props = { readonly screen: Screen; readonly onClose: () => void }

/** Finds text in what the screen holds: Enter goes on, Shift-Enter back, Escape closes. */
export function ScreenSearch({ screen: { search, terminal }, onClose }: Props) {
  const { t } = useTranslation('terminal')
  const [value, setValue] = useState('')
  const [caseSensitive, setCaseSensitive] = useState(false)
  const [found, setFound] = useState({ resultIndex: -1, resultCount: 0 })

  useEffect(() => {
    const listening = search.onDidChangeResults(setFound)
    return () => {
      listening.dispose()
      search.clearDecorations()
    }
  }, [search])

  const find = (term: string, direction: 'next' | 'previous', options: ISearchOptions = {}): void => {
    const all = { caseSensitive, decorations: marks(), ...options }
    if (term === '') {
      search.clearDecorations()
      setFound({ resultIndex: -1, resultCount: 0 })
    } else if (direction === 'next') search.findNext(term, all)
    else search.findPrevious(term, all)
  }
  const close = (): void => {
    onClose()
    terminal.focus()
  }
  const { resultIndex, resultCount } = found
  return (
    <div className={styles['search']} role="search">
      <TextInput
        aria-label={t('screen.find')}
        placeholder={t('screen.find')}
        leftSection={<IconSearch size={13} />}
        value={value}
        data-autofocus
        autoFocus
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setValue(event.currentTarget.value)
          find(event.currentTarget.value, 'previous', { incremental: true })
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') find(value, event.shiftKey ? 'previous' : 'next')
          if (event.key === 'Escape') close()
        }}
      />
      <ToggleButton
        isOn={caseSensitive}
        onToggle={(isOn) => {
          setCaseSensitive(isOn)
          // The addon keeps the marks of the same text, whatever its case.
          search.clearDecorations()
          find(value, 'previous', { caseSensitive: isOn })
        }}
        title={t('screen.caseSensitive')}
      >
        Aa
      </ToggleButton>
      <span className={styles['count']} aria-live="polite" data-testid="screen-found">
        {value !== '' && (resultCount === 0 ? t('screen.none') : resultIndex < 0 ? t('screen.many', { count: resultCount }) : t('screen.place', { place: resultIndex + 1, count: resultCount }))}
      </span>
      <Tooltip label={t('screen.previous')}>
        <ActionIcon aria-label={t('screen.previous')} onClick={() => find(value, 'previous')}>
          <IconArrowUp size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('screen.next')}>
        <ActionIcon aria-label={t('screen.next')} onClick={() => find(value, 'next')}>
          <IconArrowDown size={14} />
        </ActionIcon>
      </Tooltip>
      <ActionIcon aria-label={t('screen.closeFind')} onClick={close}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}
