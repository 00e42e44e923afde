import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SessionInfo, SignalState } from '../../shared/contract/serial.ts'
import type { Result } from '../../shared/contract/failure.ts'
import { attempt } from '../bridge/attempt.ts'
import { bridge } from '../bridge/bridge.ts'
import { noticeFailure } from './notices.tsx'
import { noteSession } from './open-session.ts'
import styles from './signal-badges.module.css'
import type { Session } from './session-list.ts'

/** Long enough for the reset and wake-up lines of modems, short enough to wait for. */
const pulseMs = 200

const inputs = ['cts', 'dsr', 'dcd', 'ri'] as const
const outputs = ['dtr', 'rts'] as const

async function settle(ask: () => Promise<Result<SessionInfo>>): Promise<void> {
  const result = await attempt(ask)
  if (result.ok) noteSession(result.value)
  else noticeFailure(result.failure)
}

const valueWord = (value: boolean | null): 'on' | 'off' | 'unknown' => (value === null ? 'unknown' : value ? 'on' : 'off')

/** What was read (CTS DSR DCD RI) and what is driven (DTR RTS, clickable). Ports without such lines show none. */
export function SignalBadges({ session }: { readonly session: Session }) {
  const { t } = useTranslation('shell')
  const signals: SignalState = session.signals
  if ([...inputs, ...outputs].every((name) => signals[name] === null)) return null
  const isOpen = session.state === 'open'
  return (
    <div className={styles['row']} role="group" aria-label={t('signal.group')}>
      {inputs.map((name) => (
        <Tooltip key={name} label={t(`signal.${name}`, { value: t(`signal.value.${valueWord(signals[name])}`) })}>
          <span
            className={styles['badge']}
            data-value={valueWord(signals[name])}
            role="img"
            aria-label={t(`signal.${name}`, { value: t(`signal.value.${valueWord(signals[name])}`) })}
          >
            {name.toUpperCase()}
          </span>
        </Tooltip>
      ))}
      {outputs.map((name) => (
        <Tooltip key={name} label={t(`signal.${name}`, { value: t(`signal.value.${valueWord(signals[name])}`) })}>
          <button
            type="button"
            className={styles['badge']}
            data-value={valueWord(signals[name])}
            aria-pressed={signals[name] === true}
            aria-label={t(`signal.${name}`, { value: t(`signal.value.${valueWord(signals[name])}`) })}
            disabled={!isOpen || signals[name] === null}
            onClick={() => void settle(() => bridge().call('serial.setSignals', session.id, { [name]: signals[name] !== true }))}
          >
            {name.toUpperCase()}
          </button>
        </Tooltip>
      ))}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="xs" aria-label={t('signal.menu')} disabled={!isOpen}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {outputs.map((name) => (
            <Menu.Item key={name} onClick={() => void settle(() => bridge().call('serial.pulse', session.id, name, pulseMs))}>
              {t('signal.pulse', { name: name.toUpperCase(), ms: pulseMs })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
