import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Mark } from '../../../shared/clouds/profile.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { useText } from '../../ui/local-text.ts'
import checkStyles from './check.module.css'

/** Each fault in words: where, what, what to do, and what it should be. */
export function MarkCards({ marks }: { readonly marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  return (
    <ul className={checkStyles.marks} data-testid="check-marks">
      {marks.map((mark, index) => (
        <MarkCard key={`${index}:${mark.code}`} mark={mark} />
      ))}
    </ul>
  )
}

function MarkCard({ mark }: { readonly mark: Mark }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const Icon = mark.severity === 'error' ? IconAlertCircle : IconAlertTriangle
  return (
    <li data-severity={mark.severity} data-finding={mark.code}>
      <Icon size={15} aria-hidden />
      <div>
        <p>
          {mark.part && <span className={checkStyles.markPart}>{t(`part.${mark.part}`)}</span>}
          <b>{text(mark.what)}</b>
        </p>
        <p>{text(mark.next)}</p>
        {mark.expected !== undefined && (
          <p className={checkStyles.expected}>
            <span>{t('check.expected')}</span>
            <code>{mark.expected}</code>
            <CopyIcon value={mark.expected} name={t('check.expected')} />
          </p>
        )}
      </div>
    </li>
  )
}
