import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import { useNow } from '../../ui/use-now.ts'
import { isRenewable, typedSuggestions, type Calculation } from './calculation.ts'
import { clearTyped, signAgain } from './signature-actions.ts'
import styles from './signature.module.css'
import { spanText } from './span-text.ts'

/** Below this many ms a token is about to go. */
const soonMs = 60_000

/** How long what was signed is still good, and signing it anew. */
export function Life({ calculation }: { readonly calculation: Calculation }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const expiresAt = calculation.signed.made?.expiresAt
  const now = useNow(expiresAt !== undefined, 1000)
  const typed = typedSuggestions(calculation)
  const left = expiresAt === undefined ? undefined : expiresAt - now
  const names = typed.map(({ label }) => text(label)).join(t('list'))
  return (
    <div className={styles.life}>
      {left !== undefined && (
        <span data-tone={left <= 0 ? 'error' : left < soonMs ? 'warning' : 'ok'} title={new Date(expiresAt ?? 0).toLocaleString()} role="timer" data-testid="signature-life">
          {left <= 0 ? t('life.expired', { span: spanText(-left, t) }) : t('life.left', { span: spanText(left, t) })}
        </span>
      )}
      {typed.length > 0 && <span data-tone="muted">{t('life.typed', { fields: names })}</span>}
      {isRenewable(calculation) && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRefresh size={13} />}
          title={t(typed.length > 0 ? 'life.clearHint' : 'life.againHint')}
          onClick={typed.length > 0 ? clearTyped : signAgain}
          data-testid="signature-again"
        >
          {t(typed.length > 0 ? 'life.clear' : 'life.again')}
        </Button>
      )}
    </div>
  )
}
