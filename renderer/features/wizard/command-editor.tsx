import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../shared/wizard/step.ts'
import type { Edit } from './use-edit.ts'
import styles from './run.module.css'

type Props = { readonly step: Step; readonly edit: Edit; readonly isRetry: boolean }

/** The line that goes next. Sent as typed on Enter; Escape brings the planned line back. */
export function CommandEditor({ step, edit, isRetry }: Props) {
  const { t } = useTranslation('wizard')
  const input = useRef<HTMLInputElement>(null)

  // Enter, Enter, Enter walks the plan: the field takes the focus, unless a person is busy elsewhere on the page.
  useEffect(() => {
    const active = document.activeElement
    const isFree = active === null || active === document.body || active.closest('[data-testid="wizard"]') !== null
    if (isFree) input.current?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another step, or the same one again
  }, [step.id, isRetry])

  const isEdited = edit.reading.kind !== 'as-planned'
  return (
    <div className={styles.editor}>
      <TextInput
        ref={input}
        value={edit.typed}
        onChange={(event) => edit.change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) edit.run()
          if (event.key === 'Escape') edit.reset()
        }}
        aria-label={t('step.command')}
        classNames={{ input: styles.commandInput ?? '' }}
        error={edit.reading.kind === 'still-masked' ? t('step.stillMasked') : edit.reading.kind === 'empty' ? t('step.empty') : undefined}
        spellCheck={false}
        autoComplete="off"
        rightSection={
          isEdited && (
            <Tooltip label={t('step.reset')}>
              <ActionIcon size="sm" aria-label={t('step.reset')} onClick={edit.reset}>
                <IconArrowBackUp size={14} />
              </ActionIcon>
            </Tooltip>
          )
        }
        data-testid="wizard-command"
      />
      {edit.reading.kind === 'edited' && <p className={styles.editedNote}>{t(edit.reading.hidesSecret ? 'step.editedHidden' : 'step.edited')}</p>}
    </div>
  )
}
