import { ActionIcon, Button, SegmentedControl, Slider, Switch, TextInput } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replaySpeeds, type ReplayState } from '../../../shared/contract/replays.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatTime } from '../../ui/format.ts'
import { clockText } from '../casefile/replay-controls.tsx'
import { goalOf } from './go-to.ts'
import { pauseReplay, playReplay, seekReplay, setReplay, stopReplay } from './replay-store.ts'
import styles from './replay.module.css'

function GoTo({ replay }: { readonly replay: ReplayState }) {
  const { t } = useTranslation('replay')
  const [typed, setTyped] = useState('')
  const [isBad, setBad] = useState(false)
  const go = (): void => {
    const goal = goalOf(typed, replay)
    setBad(goal === undefined)
    if (goal) void seekReplay(replay.id, goal)
  }
  return (
    <form
      className={styles['goTo']}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <TextInput
        w={150}
        aria-label={t('goTo')}
        placeholder={t('goToExample', { time: formatTime(replay.startedAt).slice(0, 8) })}
        title={t('goToHint')}
        value={typed}
        error={isBad}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setBad(false)
        }}
      />
      <Button type="submit" variant="default" disabled={typed.trim() === ''}>
        {t('go')}
      </Button>
      {isBad && (
        <span className={styles['bad']} role="alert">
          {t('goToHint')}
        </span>
      )}
    </form>
  )
}

/** Stands where a session has its send line: how fast, where in the recording, and that nothing is sent. */
export function ReplayControls({ replay }: { readonly replay: ReplayState }) {
  const { t } = useTranslation('replay')
  const { id, at, startedAt, endedAt, row, rows, isPlaying, speed, shortensGaps, problem } = replay
  /** Where the slider is held; null: it is not. */
  const [held, setHeld] = useState<number | null>(null)
  const length = Math.max(1, endedAt - startedAt)
  const position = held ?? Math.max(0, at - startedAt)
  return (
    <div className={styles['area']} role="group" aria-label={t('controls')} data-testid="replay-controls">
      {problem && <FailureCard failure={problem} />}
      <div className={styles['row']}>
        <ActionIcon variant="filled" color="accent" aria-label={t(isPlaying ? 'pause' : 'play')} title={t(isPlaying ? 'pause' : 'play')} onClick={() => void (isPlaying ? pauseReplay(id) : playReplay(id))} data-panel-focus>
          {isPlaying ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
        </ActionIcon>
        <ActionIcon aria-label={t('stop')} title={t('stop')} onClick={() => void stopReplay(replay)}>
          <IconPlayerStop size={15} />
        </ActionIcon>
        <Slider
          className={styles['slider'] ?? ''}
          size="sm"
          min={0}
          max={length}
          step={1}
          label={null}
          value={position}
          onChange={setHeld}
          onChangeEnd={(value) => {
            setHeld(null)
            void seekReplay(id, { at: startedAt + value })
          }}
          thumbLabel={t('position')}
          thumbProps={{ 'aria-valuetext': clockText(position) } as object}
        />
        <span className={styles['clock']} data-testid="replay-clock">
          {clockText(position)} / {clockText(endedAt - startedAt)}
        </span>
      </div>
      <div className={styles['row']}>
        <SegmentedControl
          aria-label={t('speed')}
          value={String(speed)}
          onChange={(value) => void setReplay(id, { speed: replaySpeeds.find((each) => String(each) === value) ?? null })}
          data={replaySpeeds.map((each) => ({ value: String(each), label: each === null ? t('fastest') : `${each}×` }))}
        />
        <Switch label={t('shorten')} title={t('shortenHint')} checked={shortensGaps} onChange={(event) => void setReplay(id, { shortensGaps: event.currentTarget.checked })} />
        <GoTo replay={replay} />
      </div>
      <p className={styles['words']}>
        <span>{t('nothingSent')}</span>
        <span className={styles['count']} data-testid="replay-row">
          {t('line', { row: row.toLocaleString(), rows: rows.toLocaleString(), time: formatTime(startedAt + position) })}
        </span>
      </p>
    </div>
  )
}
