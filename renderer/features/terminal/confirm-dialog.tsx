import { Button, Checkbox, Loader, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LastingEffect } from '../../../shared/at/lasting-commands.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { useText } from '../../ui/local-text.ts'
import { changeSettings } from '../settings/settings-store.ts'
import styles from './send-dialogs.module.css'
import { endingNow, lineEndings } from './send-line.ts'
import { askDevice } from './use-sending.ts'
import { useSendOptions } from './use-send-options.ts'

type Props = {
  readonly line: string
  readonly effects: readonly LastingEffect[]
  readonly sessionId: string
  readonly path: string
  readonly onCancel: () => void
  readonly onSend: () => void
}

/** What a device said to the question for the old value; `null`: nothing of use. */
type Before = { readonly question: string; readonly answer: readonly string[] | null }

/** A command that stays or cannot be undone is asked about, with what stands there now. */
export function ConfirmDialog({ line, effects, sessionId, path, onCancel, onSend }: Props) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const options = useSendOptions(path)
  const [before, setBefore] = useState<readonly Before[]>([])
  const [isSilenced, setSilenced] = useState(false)
  const questions = [...new Set(effects.flatMap(({ read }) => read ?? []))]

  useEffect(() => {
    let isLive = true
    // One after another: answers carry no command's name.
    const ask = async (): Promise<void> => {
      for (const question of questions) {
        const answer = await askDevice(sessionId, question, utf8(question + lineEndings[endingNow(options)]))
        if (!isLive) return
        setBefore((known) => [...known, { question, answer }])
      }
    }
    void ask()
    return () => {
      isLive = false
    }
    // Asked once, when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

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
        {questions.map((question) => {
          const known = before.find((one) => one.question === question)
          return (
            <div key={question} className={styles['before']}>
              <span>{t('confirm.before', { question })}</span>
              {known === undefined ? <Loader /> : known.answer === null ? <span>{t('confirm.unknown')}</span> : <pre>{known.answer.join('\n')}</pre>}
            </div>
          )
        })}
        <Checkbox label={t('confirm.silence')} checked={isSilenced} onChange={(event) => setSilenced(event.currentTarget.checked)} />
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('lines.cancel')}
          </Button>
          <Button color="red" disabled={before.length < questions.length} onClick={send}>
            {t('confirm.send')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
