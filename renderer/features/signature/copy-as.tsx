import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { offeredTopics } from '../../../shared/clouds/offered-topics.ts'
import { exporters } from '../../../shared/signature/exports/index.ts'
import { loginCommands } from '../../../shared/modems/login-commands.ts'
import type { Login } from '../../../shared/signature/login.ts'
import { useText } from '../../ui/local-text.ts'
import { RevealIcon } from '../../ui/reveal-icon.tsx'
import { AtCommands } from './at-commands.tsx'
import { secretsOf, type Calculation } from './calculation.ts'
import { chooseFormat, toggleCopySecrets, useCopyAs } from './copy-store.ts'
import { ExportText } from './export-text.tsx'
import { keepAliveOf } from './hand-over.ts'
import { maskedLogin } from './masked-login.ts'
import styles from './signature.module.css'

type Props = { readonly calculation: Calculation; readonly login: Login }

/** The same login as other programs and the modems take it. */
export function CopyAs({ calculation, login }: Props) {
  const { t } = useTranslation('signature')
  const text = useText()
  const { cloud, signed } = calculation
  const format = useCopyAs((state) => state.format)
  const isShown = useCopyAs((state) => state.isShown)
  const commands = loginCommands.find(({ family }) => format === `at:${family}`)
  const exporter = exporters.find(({ id }) => id === format)
  const { subscribe } = offeredTopics(cloud.topics(signed.inputs))
  const options = { keepAlive: keepAliveOf(cloud.rules), ...(subscribe !== undefined && { topic: subscribe }) }
  const masked = maskedLogin(login, secretsOf(calculation))
  return (
    <section className={styles.copyAs} aria-label={t('copyAs.title')}>
      <div className={styles.copyHead}>
        <h3>{t('copyAs.title')}</h3>
        <Select
          aria-label={t('copyAs.format')}
          data={[
            { group: t('copyAs.at'), items: loginCommands.map(({ family, name }) => ({ value: `at:${family}`, label: name })) },
            { group: t('copyAs.programs'), items: exporters.map(({ id, label }) => ({ value: id, label: text(label) })) },
          ]}
          value={format}
          onChange={(id) => id && chooseFormat(id)}
          maxDropdownHeight={420}
          data-testid="signature-copy-as"
        />
        <RevealIcon isShown={isShown} onToggle={toggleCopySecrets} name={t('run.secrets')} testId="signature-copy-as-reveal" />
      </div>
      {commands && <AtCommands commands={commands} login={login} masked={masked} inputs={signed.inputs} isShown={isShown} />}
      {exporter && <ExportText make={exporter.make} options={options} login={login} masked={masked} isShown={isShown} />}
    </section>
  )
}
