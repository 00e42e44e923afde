import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './form.module.css'

/** What the value looks like; where the console shows it, on demand. */
export function FieldHelp({ field }: { readonly field: Field }) {
  const { t } = useTranslation('cloud-form')
  const text = useText()
  if (!field.where) return text(field.help)
  const where = text(field.where)
  return (
    <>
      {text(field.help)}{' '}
      <Tooltip label={where} multiline maw={340} openDelay={120} events={{ hover: true, focus: true, touch: true }}>
        {/* A stop of the Tab key at every field would be one too many; the words are there for screen readers. */}
        <span className={styles.where} role="note" aria-label={t('field.whereIs', { where })}>
          {t('field.where')}
        </span>
      </Tooltip>
    </>
  )
}
