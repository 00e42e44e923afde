import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../../app/catalogue.ts'
import { useText } from '../../ui/local-text.ts'
import { chooseFound, useCheck } from './check-store.ts'
import checkStyles from './check.module.css'
import styles from './signature.module.css'

/** Where the parts were read from; a choice when the text holds several logins. */
export function FoundList() {
  const { t } = useTranslation('signature')
  const text = useText()
  const { findCloud } = useCatalogue()
  const found = useCheck((state) => state.found)
  const chosen = useCheck((state) => state.chosen)
  const current = found?.[chosen]
  if (!found || !current) return null
  const cloud = current.cloud === undefined ? undefined : findCloud(current.cloud)
  const told = Object.keys(current.inputs)
  return (
    <div className={checkStyles.found} data-testid="check-found">
      {found.length > 1 ? (
        <Radio.Group label={t('check.several', { count: found.length })} value={String(chosen)} onChange={(value) => chooseFound(Number(value))}>
          {found.map(({ source, given }, index) => (
            <Radio
              key={index}
              size="xs"
              value={String(index)}
              label={
                <>
                  {text(source)} <code>{given.clientId ?? given.username ?? given.host}</code>
                </>
              }
            />
          ))}
        </Radio.Group>
      ) : (
        <p className={styles.filled}>{t('check.readFrom', { source: text(current.source) })}</p>
      )}
      {cloud && <p>{t('check.cloudTold', { cloud: text(cloud.name) })}</p>}
      {told.length > 0 && <p>{t('check.told', { fields: told.join(t('list')) })}</p>}
      {current.notes.map((note) => (
        <p key={note.en}>{text(note)}</p>
      ))}
    </div>
  )
}
