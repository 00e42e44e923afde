import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BrokerProbe } from '../../../shared/contract/wizard.ts'
import { formatTime } from '../../ui/format.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './run.module.css'

/** The same endpoint tried from this PC, layer by layer, and what both findings together mean. */
export function ProbeResult({ probe }: { readonly probe: BrokerProbe }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  return (
    <section className={styles.probe} aria-label={t('probe.title')} data-testid="wizard-probe-result">
      <header>
        <b>{t('probe.title')}</b>
        <span>{formatTime(probe.at)}</span>
      </header>
      <ul>
        {probe.layers.map(({ layer, passed, detail }) => (
          <li key={layer} data-passed={passed}>
            {passed ? <IconCheck size={13} stroke={2.4} aria-label={t('probe.passed')} /> : <IconX size={13} stroke={2.4} aria-label={t('probe.failed')} />}
            <b>{t(`probe.layer.${layer}`)}</b>
            <code>{detail}</code>
          </li>
        ))}
      </ul>
      <p>{text(probe.verdict)}</p>
    </section>
  )
}
