import { useTranslation } from 'react-i18next'
import type { CloudProfile } from '../../../../../shared/clouds/profile.ts'
import { useText } from '../../../../ui/local-text.ts'
import styles from '../saved/saved.module.css'

/** What is checked before anything goes to the cloud, in one line. */
export function RulesLine({ cloud: { name, rules } }: { readonly cloud: Pick<CloudProfile, 'name' | 'rules'> }) {
  const { t } = useTranslation('mqtt-connections')
  const text = useText()
  const parts = [
    t('cloud.qos', { qos: rules.maxQos }),
    t(rules.retain ? 'cloud.retain' : 'cloud.noRetain'),
    t(rules.will ? 'cloud.will' : 'cloud.noWill'),
    ...(rules.payloadBytes === undefined ? [] : [t('cloud.payload', { size: Math.floor(rules.payloadBytes / 1024) })]),
    ...(rules.subscriptions === undefined ? [] : [t('cloud.subscriptions', { number: rules.subscriptions })]),
  ]
  return (
    <p className={styles.hint} data-testid="mqtt-rules" title={rules.source}>
      {t('cloud.rules', { cloud: text(name), rules: parts.join(' · ') })}
    </p>
  )
}
