import { Button, NumberInput } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Repeating } from '../../../../shared/contract/mqtt-sending.ts'
import { longestInterval, shortestInterval, type Repeat } from '../../../../shared/mqtt/workspace/schema.ts'
import { useText } from '../../../ui/local-text.ts'
import styles from './cards.module.css'

type Props = {
  readonly repeat: Repeat
  readonly repeating: Repeating | null
  readonly canStart: boolean
  readonly onChange: (repeat: Repeat) => void
  readonly onStart: () => void
  readonly onStop: () => void
}

/** A message at an interval: how often, how many times, and how it goes. */
export function RepeatRow({ repeat, repeating, canStart, onChange, onStart, onStop }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const isRunning = repeating !== null && repeating.end === null
  return (
    <div className={styles['repeat']} data-testid="mqtt-repeat">
      <div className={styles['repeatRow']}>
        <NumberInput
          size="xs"
          w={110}
          aria-label={t('repeat.every')}
          prefix={t('repeat.everyPrefix')}
          suffix=" ms"
          hideControls
          allowDecimal={false}
          allowNegative={false}
          disabled={isRunning}
          value={repeat.everyMs}
          onBlur={(event) => {
            const typed = Number(event.currentTarget.value.replaceAll(/\D/g, ''))
            onChange({ ...repeat, everyMs: Math.min(longestInterval, Math.max(shortestInterval, typed || 1000)) })
          }}
        />
        <NumberInput
          size="xs"
          w={110}
          aria-label={t('repeat.times')}
          placeholder={t('repeat.endless')}
          suffix={t('repeat.timesSuffix')}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          disabled={isRunning}
          value={repeat.times ?? ''}
          onChange={(value) => onChange({ ...repeat, times: Number(value) >= 1 ? Math.min(1_000_000_000, Math.round(Number(value))) : null })}
        />
        {isRunning ? (
          <Button size="compact-sm" variant="default" ml="auto" leftSection={<IconPlayerStop size={13} />} onClick={onStop}>
            {t('repeat.stop')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" ml="auto" leftSection={<IconPlayerPlay size={13} />} disabled={!canStart} onClick={onStart}>
            {t('repeat.start')}
          </Button>
        )}
      </div>
      {repeating && <RepeatState repeating={repeating} />}
    </div>
  )
}

function RepeatState({ repeating: { taken, refused, skipped, end, repeat } }: { readonly repeating: Repeating }) {
  const { t } = useTranslation('mqtt-cards')
  const pick = useText()
  const done = repeat.times === null ? taken.toLocaleString() : `${taken.toLocaleString()} / ${repeat.times.toLocaleString()}`
  return (
    <p className={styles['state']} role="status" data-tone={refused > 0 || end?.kind === 'failed' || end?.kind === 'disconnected' ? 'warning' : undefined}>
      {t(end === null ? 'repeat.running' : `repeat.${end.kind}`, { done })}
      {refused > 0 && ` · ${t('repeat.refused', { count: refused })}`}
      {skipped > 0 && ` · ${t('repeat.skipped', { count: skipped })}`}
      {end?.kind === 'failed' && ` ${pick(end.failure.what)}`}
    </p>
  )
}
