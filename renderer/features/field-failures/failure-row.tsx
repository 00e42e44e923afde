import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import type { Family, FieldFailure } from '../../../shared/diagnosis/field-failures/index.ts'
import { useText } from '../../ui/local-text.ts'
import { FailureBody } from './failure-body.tsx'
import styles from './field-failures.module.css'

type Props = { readonly failure: FieldFailure; readonly family?: Family | undefined; readonly isOpen?: boolean; readonly children?: ReactNode }

/** One field failure, its symptom as the line to open it by. `children`: beside the symptom. */
export function FailureRow({ failure, family, isOpen = false, children }: Props) {
  const { t } = useTranslation('wizard')
  const text = useText()
  return (
    <details className={styles['row']} data-field-failure={failure.id} open={isOpen}>
      <summary>
        <IconChevronRight size={14} aria-hidden />
        <span className={styles['symptom']}>{text(failure.symptom)}</span>
        {children}
        <span className={styles['stage']}>{t(`stage.${failure.stage}`)}</span>
      </summary>
      <FailureBody failure={failure} family={family} />
    </details>
  )
}
