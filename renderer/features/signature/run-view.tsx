import { Button } from '@mantine/core'
import { IconArrowRight, IconCircleCheck, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Registration } from '../../../shared/contract/registration.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { useText } from '../../ui/local-text.ts'
import { secretsOf, type Calculation } from './calculation.ts'
import { ExchangedView } from './exchanged-view.tsx'
import { connectWith, givenLogin } from './hand-over.ts'
import { ResultList } from './result-list.tsx'
import { hiddenTexts } from './result-rows.ts'
import { forget, runKey, useRun } from './run-store.ts'
import { takeResult } from './signature-actions.ts'
import styles from './signature.module.css'

type Props = { readonly calculation: Calculation }

/** What the cloud answered when the call was made from this PC. */
export function RunView({ calculation }: Props) {
  const key = runKey(calculation.cloud.id, calculation.operation.id)
  const answer = useRun((state) => state.answers[key])
  if (!answer) return null
  if (!answer.ok) return <FailureCard failure={answer.failure} onDismiss={() => forget(key)} />
  return <Answered calculation={calculation} registration={answer.value} />
}

function Answered({ calculation, registration }: Props & { readonly registration: Registration }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const { cloud, entered } = calculation
  const brought = Object.entries(registration.inputs).flatMap(([id, value]) => (typeof value === 'string' ? [{ id, value }] : []))
  const isSecret = (id: string) => cloud.fields.some((field) => field.key === id && field.kind === 'secret')
  const login = registration.login && givenLogin(cloud, { ...entered, ...registration.inputs }, registration.login)
  const secrets = [...hiddenTexts(calculation.signed.made ?? { values: {} }, secretsOf(calculation)), ...brought.filter(({ id }) => isSecret(id)).map(({ value }) => value), registration.login?.password ?? '']
  const rows = [
    ...brought.map(({ id, value }) => ({ id, value, isSecret: isSecret(id) })),
    ...(registration.login
      ? (['clientId', 'username', 'password'] as const).map((id) => ({ id, value: registration.login?.[id] ?? '', isSecret: id === 'password' }))
      : []),
  ]
  return (
    <section className={styles.answered} data-testid="signature-run-result">
      <h4>
        <IconCircleCheck size={16} aria-hidden />
        {t('run.done')}
      </h4>
      <ResultList rows={rows} prefix="signature-answer" />
      {registration.remarks.map((remark) => (
        <p key={remark.en}>{text(remark)}</p>
      ))}
      <div className={styles.actions}>
        {brought.length > 0 && (
          <Button
            leftSection={<IconArrowRight size={14} />}
            onClick={() => takeResult(registration.inputs)}
            title={t('run.useHint')}
            data-testid="signature-use-result"
          >
            {t('run.use')}
          </Button>
        )}
        {login && (
          <Button leftSection={<IconPlugConnected size={14} />} onClick={() => void connectWith(cloud, login, { ...entered, ...registration.inputs })} data-testid="signature-try-given">
            {t('try.button')}
          </Button>
        )}
      </div>
      <ExchangedView exchanged={registration.exchanged} secrets={secrets} />
    </section>
  )
}
