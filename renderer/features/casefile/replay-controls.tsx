import { ActionIcon, SegmentedControl, Slider } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './casefile.module.css'
import { replaySpeeds, type Replay, type ReplaySpeed } from './use-replay.ts'

/** `1:02.350` */
export function clockText(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  return `${minutes}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')}`
}

/** Play, pause, step by step, speed, and where in the transcript. */
export function ReplayControls({ replay }: { readonly replay: Replay }) {
  const { t } = useTranslation('casefile')
  const { position, length, isPlaying, speed, play, pause, seek, step, setSpeed } = replay
  const isEmpty = length === 0 && replay.rows.length === 0
  return (
    <div className={styles['controls']} role="group" aria-label={t('replay.name')} data-testid="casefile-replay">
      <ActionIcon aria-label={t('replay.start')} title={t('replay.start')} onClick={() => seek(0)} disabled={isEmpty}>
        <IconPlayerSkipBack size={15} />
      </ActionIcon>
      <ActionIcon aria-label={t('replay.back')} title={t('replay.back')} onClick={() => step(-1)} disabled={isEmpty}>
        <IconPlayerTrackPrev size={15} />
      </ActionIcon>
      <ActionIcon variant="filled" color="accent" aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')} title={t(isPlaying ? 'replay.pause' : 'replay.play')} onClick={isPlaying ? pause : play} disabled={isEmpty} data-panel-focus data-testid="casefile-play">
        {isPlaying ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
      </ActionIcon>
      <ActionIcon aria-label={t('replay.next')} title={t('replay.next')} onClick={() => step(1)} disabled={isEmpty} data-testid="casefile-next">
        <IconPlayerTrackNext size={15} />
      </ActionIcon>
      <Slider
        className={styles['slider'] ?? ''}
        size="sm"
        min={0}
        max={Math.max(1, length)}
        step={1}
        label={null}
        value={position}
        onChange={seek}
        thumbLabel={t('replay.position')}
        thumbProps={{ 'aria-valuetext': clockText(position) } as object}
        disabled={isEmpty}
      />
      <span className={styles['clock']} data-testid="casefile-clock">
        {clockText(position)} / {clockText(length)}
      </span>
      <SegmentedControl
        aria-label={t('replay.speed')}
        value={String(speed)}
        onChange={(value) => setSpeed(Number(value) as ReplaySpeed)}
        data={replaySpeeds.map((each) => ({ value: String(each), label: `${each}×` }))}
      />
    </div>
  )
}
