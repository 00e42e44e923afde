import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textOf, type WorkStep } from '../../../shared/signature/working.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { useText } from '../../ui/local-text.ts'
import { hiddenText, RevealIcon } from '../../ui/reveal-icon.tsx'
import { ParameterTable } from './parameter-table.tsx'
import { Parts } from './parts.tsx'
import styles from './signature.module.css'

/** How the values come about, step by step, as one would do it by hand. */
export function WorkView({ work }: { readonly work: readonly WorkStep[] }) {
  const { t } = useTranslation('signature')
  return (
    <>
      <header className={styles.head}>
        <h3>{t('work.title')}</h3>
        <span className={styles.hint}>{t('work.hint')}</span>
      </header>
      <ol className={styles.work} data-testid="signature-work">
        {work.map((step, index) => (
          // The same steps in the same order for one operation: their place is their name.
          <Step key={index} step={step} />
        ))}
      </ol>
    </>
  )
}

function Step({ step }: { readonly step: WorkStep }) {
  const text = useText()
  const [isShown, setShown] = useState(false)
  const title = text(step.title)
  const isHidden = step.secret && !isShown
  return (
    <li className={styles.step} data-kind={step.kind}>
      <div className={styles.stepHead}>
        <b>{title}</b>
        {step.secret && <RevealIcon isShown={isShown} onToggle={() => setShown(!isShown)} name={title} />}
        <CopyIcon value={textOf(step.parts)} name={title} />
      </div>
      {isHidden ? <code className={styles.parts}>{hiddenText}</code> : step.kind === 'parameters' ? <ParameterTable parts={step.parts} /> : <Parts parts={step.parts} />}
      {step.note && <p className={styles.note}>{text(step.note)}</p>}
    </li>
  )
}
