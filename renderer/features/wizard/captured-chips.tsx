import { useTranslation } from 'react-i18next'
import type { StepRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './wizard.module.css'

/** What the answer told: words where the decoder knows some, else the value by its name. Secrets have a chip of their own. */
export function CapturedChips({ step, state }: { readonly step: Step; readonly state: StepRun }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  return state.captured.map(({ name, value, words, secret }) => {
    if (secret) return null
    const label = step.capture?.find((capture) => capture.name === name)?.label
    const named = label ? t('step.captured', { label: text(label), value }) : value
    return (
      <span key={name} className={styles.chip} title={named} data-captured={name}>
        {words ? text(words) : named}
      </span>
    )
  })
}
