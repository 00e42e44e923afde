import { Button, Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LastingEffect } from '../../../shared/at/lasting-commands.ts'
import { useText } from '../../ui/local-text.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { changeSettings } from '../settings/settings-store.ts'
import { OldValues } from './old-values.tsx'
import styles from './send-dialogs.module.css'
import { useOldValues } from './use-old-values.ts'

type Props = {
  readonly line: string
  readonly effects: readonly LastingEffect[]
  readonly sessionId: string
  readonly path: string
  readonly onCancel: () => void
  readonly onSend: () => void
}

/** A command that stays or cannot be undone is asked about, with what stands there now. */
export function ConfirmDialog({ line, effects, sessionId, path, onCancel, onSend }: Props) {
  const { t } = useTranslation('terminal')
  useFocusBack()
  const text = useText()
  const [isSilenced, setSilenced] = useState(false)
  const questions = [...new Set(effects.flatMap(({ read }) => read ?? []))]

  const { values, isReady } = useOldValues(sessionId, path, questions, true)

  const send = (): void => {
    if (isSilenced) changeSettings({ confirmCommands: false })
    onSend()
  }
  return (
    <Modal opened onClose={onCancel} title={t('confirm.title')} size="md" closeButtonProps={{ 'aria-label': t('lines.cancel') }}>
      <div className={styles['form']} data-testid="confirm-command">
        <code className={styles['command']}>{line}</code>
        {effects.map((effect) => (
          <p key={effect.words.en} className={styles['effect']} data-kind={effect.kind}>
            <strong>{t(`confirm.kind.${effect.kind}`)}</strong> {text(effect.words)}
          </p>
        ))}
        <OldValues questions={questions} values={values} />
        <Checkbox label={t('confirm.silence')} checked={isSilenced} onChange={(event) => setSilenced(event.currentTarget.checked)} />
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('lines.cancel')}
          </Button>
          <Button color="red" disabled={!isReady} onClick={send}>
            {t('confirm.send')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
