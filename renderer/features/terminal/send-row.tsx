import { Button, Select, TextInput, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { changeSettings } from '../settings/settings-store.ts'
import { DraftNoteLine } from './draft-note-line.tsx'
import styles from './send-row.module.css'
import { setTerminal, useTerminal, writeBytes } from './terminal-store.ts'
import { useSendLine } from './use-send-line.ts'

const endings: readonly Settings['lineEnding'][] = ['CR', 'LF', 'CRLF', 'none']

const ctrlZ = Uint8Array.of(0x1a)
const escape = Uint8Array.of(0x1b)

export function SendRow({ session }: { readonly session: SessionInfo }) {
  const { t } = useTranslation('terminal')
  const line = useSendLine(session.id)
  const failure = useTerminal((state) => state.failure)
  const blocked = session.owner === 'wizard' ? 'send.wizardOwns' : session.state === 'open' ? null : 'send.notOpen'
  const isBlocked = blocked !== null
  return (
    <div className={styles['area']} data-send>
      {failure && <FailureCard failure={failure} onDismiss={() => setTerminal({ failure: null })} />}
      <form
        className={styles['row']}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBlocked) void line.send()
        }}
      >
        <TextInput
          className={styles['input'] ?? ''}
          classNames={{ input: 'at-mono' }}
          aria-label={t(line.isHex ? 'send.hexInput' : 'send.input')}
          placeholder={blocked === null ? t(line.isHex ? 'send.hexExample' : 'send.example') : t(blocked)}
          value={line.draft}
          disabled={isBlocked}
          error={line.isBadHex}
          data-panel-focus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => line.change(event.currentTarget.value)}
          onPaste={line.paste}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            line.walk(event.key === 'ArrowUp' ? -1 : 1)
          }}
        />
        <Tooltip label={t('send.endingHint')}>
          <Select
            w={86}
            aria-label={t('send.endingHint')}
            data={endings.map((value) => ({ value, label: t(`send.ending.${value}`) }))}
            value={line.ending}
            disabled={line.isHex}
            onChange={(value) => changeSettings({ lineEnding: value as Settings['lineEnding'] })}
          />
        </Tooltip>
        <ToggleButton isOn={line.isHex} onToggle={line.setHex} title={t('send.hexHint')}>
          HEX
        </ToggleButton>
        <Tooltip label={t('send.ctrlZHint')}>
          <Button variant="default" disabled={isBlocked} onClick={() => void writeBytes(session.id, ctrlZ)}>
            Ctrl-Z
          </Button>
        </Tooltip>
        <Tooltip label={t('send.escHint')}>
          <Button variant="default" disabled={isBlocked} onClick={() => void writeBytes(session.id, escape)}>
            ESC
          </Button>
        </Tooltip>
        <Button type="submit" disabled={isBlocked || !line.isSendable}>
          {t('send.submit')}
        </Button>
      </form>
      {line.isBadHex && <p className={styles['bad']}>{t('send.badHex')}</p>}
      {line.note && <DraftNoteLine note={line.note} onUndo={line.undo} onReplace={line.replace} />}
      {session.owner === 'wizard' && <p className={styles['hint']}>{t('send.wizardOwnsHint')}</p>}
    </div>
  )
}
