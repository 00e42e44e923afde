import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconBookmarks, IconCopy, IconFilter, IconFilterOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import { useText } from '../../ui/local-text.ts'
import { PatternInput } from '../../ui/pattern-input.tsx'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import styles from './log.module.css'
import type { LogFilter } from './log-filter.ts'
import type { LogSource } from './log-source.ts'
import type { SelectedRows } from './row-selections.ts'

type FieldProps = {
  readonly side: 'only' | 'except'
  readonly filter: LogFilter
  readonly error: string | null
  readonly onFilter: (filter: LogFilter) => void
}

function PatternField({ side, filter, error, onFilter }: FieldProps) {
  const { t } = useTranslation('log')
  const { value, isRegex } = filter[side]
  return (
    <PatternInput
      className={styles['pattern']}
      name={t(`${side}.name`)}
      placeholder={t(isRegex ? `${side}.regexExample` : `${side}.example`)}
      icon={side === 'only' ? <IconFilter size={13} /> : <IconFilterOff size={13} />}
      value={value}
      onChange={(next) => onFilter({ ...filter, [side]: { value: next, isRegex } })}
      regex={{ label: t('regex'), name: t('regexOf', { field: t(`${side}.name`) }), isOn: isRegex, onToggle: () => onFilter({ ...filter, [side]: { value, isRegex: !isRegex } }) }}
      error={error}
    />
  )
}

/** How much of the log is shown, drawn by itself: it changes with every line. */
function Counts({ source, selection, pausedEnd }: { readonly source: LogSource; readonly selection: SelectedRows | null; readonly pausedEnd: number | null }) {
  const { t } = useTranslation('log')
  useSyncExternalStore(source.subscribe, source.version)
  const { rows, progress } = selection?.counts() ?? { rows: 0, progress: 1 }
  const waiting = pausedEnd === null ? 0 : Math.max(0, source.extent().end - pausedEnd)
  return (
    <span className={styles['counts']} aria-live="off" data-testid="log-counts">
      {selection && progress < 1 && `${t('looking', { percent: Math.floor(progress * 100) })} `}
      {selection && t('left', { count: rows, shown: rows.toLocaleString() })}
      {pausedEnd !== null && <strong>{t('waiting', { count: waiting, shown: waiting.toLocaleString() })}</strong>}
    </span>
  )
}

type Props = {
  readonly source: LogSource
  readonly filter: LogFilter
  readonly onFilter: (filter: LogFilter) => void
  readonly selection: SelectedRows | null
  /** Why the filter is not in force. */
  readonly failure: Failure | null
  /** Where the view stands still; null: it does not. */
  readonly pausedEnd: number | null
  /** Null: what does not grow cannot be paused. */
  readonly onPause: ((isPaused: boolean) => void) | null
  readonly onCopy: () => void
  /** Null: its rows cannot be marked. */
  readonly marks: { readonly count: number; readonly isShown: boolean; readonly onShow: (isShown: boolean) => void } | null
}

/** Which rows of a log are shown, and whether it stands still. */
export function LogBar({ source, filter, onFilter, selection, failure, pausedEnd, onPause, onCopy, marks }: Props) {
  const { t } = useTranslation(['log', 'marks'])
  const text = useText()
  const errorAt = (code: string): string | null => (failure?.code === code ? text(failure.what) : null)
  const isOwnField = failure?.code === 'recording.bad-only' || failure?.code === 'recording.bad-except'
  const isPaused = pausedEnd !== null
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('bar')} data-testid="log-bar">
      <PatternField side="only" filter={filter} error={errorAt('recording.bad-only')} onFilter={onFilter} />
      <PatternField side="except" filter={filter} error={errorAt('recording.bad-except')} onFilter={onFilter} />
      <ToggleButton isOn={filter.collapse} onToggle={(collapse) => onFilter({ ...filter, collapse })} title={t('collapseHint')}>
        {t('collapse')}
      </ToggleButton>
      {onPause && (
        <Tooltip label={t(isPaused ? 'resumeHint' : 'pauseHint')}>
          <Button
            variant={isPaused ? 'light' : 'default'}
            aria-pressed={isPaused}
            leftSection={isPaused ? <IconPlayerPlay size={13} /> : <IconPlayerPause size={13} />}
            onClick={() => onPause(!isPaused)}
          >
            {t(isPaused ? 'resume' : 'pause')}
          </Button>
        </Tooltip>
      )}
      {failure && !isOwnField && (
        <span className={styles['bad']} role="alert">
          {text(failure.what)}
        </span>
      )}
      <Counts source={source} selection={selection} pausedEnd={pausedEnd} />
      {marks && (
        <Tooltip label={t('marks:openHint')} multiline w={260}>
          <Button variant="default" className={styles['marks'] ?? ''} aria-pressed={marks.isShown} aria-label={t('marks:open')} leftSection={<IconBookmarks size={14} />} onClick={() => marks.onShow(!marks.isShown)}>
            {marks.count}
          </Button>
        </Tooltip>
      )}
      <Tooltip label={t('copy')}>
        <ActionIcon aria-label={t('copy')} onClick={onCopy}>
          <IconCopy size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
