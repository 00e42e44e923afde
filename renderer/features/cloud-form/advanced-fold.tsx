import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import type { FormView } from './field-groups.tsx'
import styles from './form.module.css'

type Props = { readonly fields: readonly Field[]; readonly view: FormView; readonly children: ReactNode }

/** Open while something in it was filled in or is wrong, until somebody opens or closes it. */
export function AdvancedFold({ fields, view, children }: Props) {
  const { t } = useTranslation('cloud-form')
  const id = useId()
  const [chosen, setChosen] = useState<boolean | null>(null)
  const wrong = fields.filter(({ key }) => view.findingsOf(key).length > 0).length
  const isFilled = fields.some(({ key }) => (view.inputs[key] ?? '') !== '')
  const isOpen = chosen ?? (isFilled || wrong > 0)
  return (
    <div className={styles.fold}>
      <UnstyledButton className={styles.foldHead} aria-expanded={isOpen} aria-controls={id} onClick={() => setChosen(!isOpen)} data-testid={`${view.edit.form}-advanced`}>
        <IconChevronRight size={14} aria-hidden data-open={isOpen || undefined} />
        <span>{t('advanced', { count: fields.length })}</span>
        {!isOpen && wrong > 0 && <em>{t('advancedWrong', { count: wrong })}</em>}
      </UnstyledButton>
      {isOpen && <div id={id}>{children}</div>}
    </div>
  )
}
