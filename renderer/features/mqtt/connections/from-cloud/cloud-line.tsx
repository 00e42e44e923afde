import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../../../../app/catalogue.ts'
import type { BrokerForm } from '../broker-form.ts'
import { changeForm } from '../form-actions.ts'
import { RulesLine } from './rules-line.tsx'
import styles from '../saved/saved.module.css'

/** The cloud whose rules hold for the connection; it can be let go, since a broker of one's own may stand behind the same login. */
export function CloudLine({ form: { cloud: id } }: { readonly form: BrokerForm }) {
  const { t } = useTranslation('mqtt-connections')
  const cloud = useCatalogue().findCloud(id ?? '')
  if (!cloud || cloud.id === 'mqtt') return null
  const letGo = (): void => changeForm(({ cloud: _cloud, ...form }) => form)
  return (
    <div className={styles.cloudLine}>
      <RulesLine cloud={cloud} />
      <Button size="compact-xs" variant="subtle" onClick={letGo}>
        {t('cloud.letGo')}
      </Button>
    </div>
  )
}
