import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Risk } from '../../../shared/wizard/step.ts'
import styles from './wizard.module.css'

/** Reading is no risk and gets no mark: marks are for what stays behind in the modem. */
export function RiskMark({ risk }: { readonly risk: Risk }) {
  const { t } = useTranslation('wizard')
  if (risk === 'reads') return null
  return (
    <Tooltip label={t(`risk.${risk}.hint`)} multiline w={260}>
      <span className={styles.risk} data-risk={risk} tabIndex={0}>
        {t(`risk.${risk}.name`)}
      </span>
    </Tooltip>
  )
}
