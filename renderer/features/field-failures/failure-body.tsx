import { IconCircleCheck, IconTargetArrow } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Check, Family, FieldFailure } from '../../../shared/diagnosis/field-failures/index.ts'
import { canCheck, commandsOf } from '../../../shared/diagnosis/field-failures/commands.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './field-failures.module.css'
import { WithCommands } from './with-commands.tsx'

type Props = { readonly failure: FieldFailure; readonly family?: Family | undefined }

/** What may be behind it, what tells the causes apart, and what mends it. */
export function FailureBody({ failure: { causes, checks, fix }, family }: Props) {
  const { t } = useTranslation('field-failures')
  const text = useText()
  return (
    <dl className={styles['body']}>
      <dt>{t('causes')}</dt>
      <dd>
        <ul>
          {causes.map((cause) => (
            <li key={cause.text.en}>
              <WithCommands text={text(cause.text)} /> {cause.source !== undefined && <span className={styles['source']}>{t('source', { source: cause.source })}</span>}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('checks')}</dt>
      <dd>
        <ul>
          {checks.filter((check) => canCheck(check, family)).map((check) => (
            <CheckRow key={check.tells.en} check={check} family={family} />
          ))}
        </ul>
      </dd>
      <dt>{t('fix')}</dt>
      <dd>
        <WithCommands text={text(fix)} />
      </dd>
    </dl>
  )
}

function CheckRow({ check, family }: { readonly check: Check; readonly family: Family | undefined }) {
  const { t } = useTranslation('field-failures')
  const text = useText()
  return (
    <li>
      {commandsOf(check, family).map(({ send, families }) => (
        <span key={send} className={styles['command']}>
          <code>{send}</code> {families.length > 0 && <small>{families.map((id) => t(`familyName.${id}`)).join(', ')}</small>}
        </span>
      ))}
      <span>{text(check.tells)}</span>
      {check.answers && (
        <ul className={styles['answers']}>
          {check.answers.map(({ pattern, means, verdict }) => (
            <li key={pattern} data-verdict={verdict} title={t(`verdict.${verdict}`)}>
              {verdict === 'confirms' ? <IconTargetArrow size={13} aria-label={t('verdict.confirms')} /> : <IconCircleCheck size={13} aria-label={t('verdict.rules-out')} />}
              {text(means)}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
