import { Button, CopyButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { noteFailure } from './run-actions.ts'
import styles from './wizard.module.css'

/** A captured secret: hidden until a person asks, for the cloud may give it once only. */
export function SecretChip({ runId, name, label }: { readonly runId: string; readonly name: string; readonly label: string }) {
  const { t } = useTranslation('wizard')
  const [value, setValue] = useState<string | null>(null)
  const reveal = async (): Promise<void> => {
    const result = await attempt(() => bridge().call('wizard.reveal', runId, name))
    if (result.ok) setValue(result.value)
    else noteFailure(result.failure)
  }
  return (
    <span className={styles.chip} data-captured={name}>
      {t('step.captured', { label, value: value ?? '••••••' })}{' '}
      <Button size="compact-xs" variant="subtle" onClick={() => (value === null ? void reveal() : setValue(null))} data-testid="wizard-reveal">
        {t(value === null ? 'step.reveal' : 'step.hide')}
      </Button>
      {value !== null && (
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              {t(copied ? 'preview.copied' : 'step.copySecret')}
            </Button>
          )}
        </CopyButton>
      )}
    </span>
  )
}
