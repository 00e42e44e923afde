import { Button, Loader, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SearchQuery } from '../../../shared/contract/recordings.ts'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { cancelSearch, clearSearch, startSearch } from './recordings-actions.ts'
import styles from './recordings.module.css'
import { setRecordings, useRecordings } from './recordings-store.ts'

const kinds: readonly SearchQuery['kind'][] = ['text', 'regex', 'hex']

/** Looks through the whole file, however large: text, a regular expression, or bytes. */
export function SearchBar() {
  const { t } = useTranslation('recordings')
  const query = useRecordings((state) => state.query)
  const search = useRecordings((state) => state.search)
  const change = (part: Partial<SearchQuery>): void => setRecordings({ query: { ...query, ...part } })
  const isRunning = search !== null && !search.isDone
  return (
    <form
      className={styles['search']}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        void startSearch()
      }}
    >
      <Select
        w={110}
        aria-label={t('search.kind')}
        data={kinds.map((value) => ({ value, label: t(`search.kinds.${value}`) }))}
        value={query.kind}
        onChange={(value) => change({ kind: value as SearchQuery['kind'] })}
      />
      <TextInput
        className={styles['searchInput'] ?? ''}
        classNames={{ input: 'at-mono' }}
        aria-label={t('search.value')}
        placeholder={t(`search.examples.${query.kind}`)}
        leftSection={<IconSearch size={14} />}
        value={query.value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ value: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') clearSearch()
        }}
      />
      {query.kind !== 'hex' && (
        <ToggleButton isOn={query.ignoreCase} onToggle={(ignoreCase) => change({ ignoreCase })} title={t('search.ignoreCase')}>
          Aa
        </ToggleButton>
      )}
      {isRunning ? (
        <Button variant="default" leftSection={<Loader size={12} />} onClick={() => void cancelSearch()}>
          {t('search.cancel')}
        </Button>
      ) : (
        <Button type="submit" disabled={query.value === ''}>
          {t('search.run')}
        </Button>
      )}
      {search && (
        <span className={styles['count']} aria-live="polite" data-testid="search-count">
          {isRunning
            ? t('search.running', { percent: Math.floor(search.progress * 100), count: search.count })
            : t('search.found', { count: search.count, shown: search.count.toLocaleString() })}
        </span>
      )}
    </form>
  )
}
