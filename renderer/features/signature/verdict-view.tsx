import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import { secretsOf } from './calculation.ts'
import { focusField } from './focus-field.ts'
import { connectWith } from './hand-over.ts'
import { MarkCards } from './mark-cards.tsx'
import { MarkedParts } from './marked-parts.tsx'
import { ResultList } from './result-list.tsx'
import { resultRows } from './result-rows.ts'
import { fillForm } from './signature-actions.ts'
import checkStyles from './check.module.css'
import styles from './signature.module.css'
import type { CheckedLogin } from './checked-login.ts'

const icons = { clean: IconCircleCheck, remarks: IconAlertTriangle, wrong: IconCircleX, 'form-only': IconInfoCircle } as const

/** What the check came to, part by part, and the login that should have been used. */
export function VerdictView({ login }: { readonly login: CheckedLogin }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const { checked, verdict, absent, secret } = login
  const Icon = icons[verdict]
  const errors = checked.marks.filter(({ severity }) => severity === 'error').length
  return (
    <>
      <div className={checkStyles.verdict} data-verdict={verdict} data-testid="check-verdict">
        <Icon size={18} aria-hidden />
        <div>
          <b>{t(`check.is.${verdict}`, { count: errors })}</b>
          {secret && (
            <p>
              {t('check.secretUnknown')}{' '}
              <button type="button" className={styles.link} onClick={() => focusField(secret.key)}>
                {text(secret.label)}
              </button>
            </p>
          )}
          {absent.length > 0 && <p>{t('check.absent', { parts: absent.map((part) => t(`part.${part}`)).join(t('list')) })}</p>}
        </div>
      </div>
      <MarkedParts marks={checked.marks} />
      <MarkCards marks={checked.marks} />
      {verdict !== 'clean' && <Computed login={login} />}
    </>
  )
}

function Computed({ login: { right, secret } }: { readonly login: CheckedLogin }) {
  const { t } = useTranslation('signature')
  const { cloud, entered, signed } = right
  const { made } = signed
  if (secret || !made?.login) return null
  const computed = made.login
  return (
    <section className={checkStyles.computed} data-testid="check-computed">
      <header className={styles.head}>
        <h3>{t('check.computed')}</h3>
        <span className={styles.hint}>{t('check.computedHint')}</span>
      </header>
      <ResultList rows={resultRows({ login: computed, values: {} }, secretsOf(right))} prefix="check-computed" />
      <div className={styles.actions}>
        <Button
          variant="default"
          onClick={() => fillForm({ cloud: cloud.id, operation: cloud.operations[0].id, inputs: entered })}
          title={t('check.takeHint')}
          data-testid="check-take"
        >
          {t('check.take')}
        </Button>
        <Button variant="default" leftSection={<IconPlugConnected size={14} />} onClick={() => void connectWith(cloud, computed, signed.inputs)} title={t('try.hint')} data-testid="check-try">
          {t('try.button')}
        </Button>
      </div>
    </section>
  )
}
