import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../../shared/mqtt/payload-formats/problem.ts'
import { useText } from '../../../ui/local-text.ts'
import styles from '../mqtt.module.css'

/** Where a payload stops being of its format, and why. */
export function PayloadProblem({ problem: { what, place }, note }: { readonly problem: Problem; readonly note?: string }) {
  const { t } = useTranslation('mqtt')
  const pick = useText()
  const told = 'offset' in place ? t('format.atOffset', { offset: place.offset, what: pick(what) }) : t('format.atLine', { ...place, what: pick(what) })
  return (
    <p className={styles.payloadProblem} data-tone="warning" role="status" data-testid="mqtt-payload-problem">
      {told}
      {note !== undefined && ` ${note}`}
    </p>
  )
}
