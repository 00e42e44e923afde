import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { putBackSteps } from '../../../shared/wizard/put-back.ts'
import { useText } from '../../ui/local-text.ts'
import { controlRun } from './run-actions.ts'
import { useWizard } from './wizard-store.ts'
import styles from './after-connect.module.css'

/** What the plan changed on the modem and the commands that bring it back; they are shown before they are sent. */
export function PutBack({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const busy = useWizard((view) => view.busy)
  const [isOpen, setIsOpen] = useState(false)
  const card = useRef<HTMLElement>(null)
  // It stands at the end of the page, and opens downwards.
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const steps = putBackSteps(run.plan.steps, run.changes)
  if ((run.status !== 'done' && run.status !== 'stopped') || steps.length === 0) return null
  return (
    <section ref={card} className={styles.after} aria-label={t('putBack.title')} data-testid="wizard-put-back-card">
      <header>
        <h3>{t('putBack.title')}</h3>
        <Button variant="default" size="compact-sm" leftSection={<IconArrowBackUp size={14} />} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-testid="wizard-put-back">
          {t('putBack.offer', { count: steps.length })}
        </Button>
      </header>
      {isOpen && (
        <>
          <p className={styles.commands}>
            {steps.map((step) => (
              <code key={step.id} title={text(step.title)}>
                {step.send}
              </code>
            ))}
          </p>
          <div className={styles.row}>
            <Button loading={busy === 'control'} onClick={() => void controlRun(run.id, 'wizard.putBack')} data-testid="wizard-put-back-send">
              {t('putBack.send')}
            </Button>
            <span className={styles.note}>{t(run.status === 'done' ? 'putBack.closes' : 'putBack.note')}</span>
          </div>
        </>
      )}
    </section>
  )
}
