import { Textarea } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import { pasteDevice, type Pasted } from './paste-device.ts'
import { chooseCloud, putInputs } from './signature-actions.ts'
import { cloudOf, signatureStore } from './signature-store.ts'
import styles from './signature.module.css'

/** More characters at once than a key gives: it was pasted, and is whole. */
const pastedAtOnce = 3

/** Takes a device certificate as consoles give it, fills the form and empties itself: it may hold a secret. */
export function PasteField() {
  const { t } = useTranslation('signature')
  const text = useText()
  const [typed, setTyped] = useState('')
  const [outcome, setOutcome] = useState<Pasted | null>(null)

  const read = (pasted: string): void => {
    if (pasted.trim() === '') return
    const result = pasteDevice(pasted, cloudOf(signatureStore.getState()))
    setOutcome(result)
    if (result.kind !== 'filled') return
    chooseCloud(result.cloud.id)
    putInputs(result.inputs)
    setTyped('')
  }
  const change = (value: string): void => {
    setTyped(value)
    setOutcome(null)
    if (value.length - typed.length >= pastedAtOnce) read(value)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    read(typed)
  }
  const error = outcome?.kind === 'fault' ? t('paste.fault', { fault: text(outcome.fault) }) : outcome?.kind === 'unknown' ? t('paste.unknown') : undefined
  return (
    <div className={styles.paste}>
      <Textarea
        aria-label={t('paste.label')}
        placeholder={t('paste.placeholder')}
        value={typed}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKey}
        error={error}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        autoComplete="off"
        data-testid="signature-paste"
      />
      {outcome?.kind === 'filled' && (
        <p className={styles.filled} role="status" data-testid="signature-paste-result">
          {t('paste.filled', { cloud: text(outcome.cloud.name), fields: [...new Set(outcome.fields.map(({ label }) => text(label)))].join(t('list')) })}
        </p>
      )}
    </div>
  )
}
