import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CloudProfile, Inputs } from '../../../shared/clouds/profile.ts'
import { useText } from '../../ui/local-text.ts'
import { limitRows } from './limit-rows.ts'
import { Codes, Topics } from './fact-lists.tsx'
import styles from './signature.module.css'

/** What the cloud's documents say besides: topics, limits, codes, certificates, what expires. */
export function Facts({ cloud, inputs }: { readonly cloud: CloudProfile; readonly inputs: Inputs }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.facts}>
      <UnstyledButton className={styles.factsHead} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)} data-testid="signature-facts">
        <IconChevronRight size={15} aria-hidden data-open={isOpen || undefined} />
        <h3>{t('facts.title')}</h3>
        <span className={styles.hint}>{t('facts.hint')}</span>
      </UnstyledButton>
      {isOpen && (
        <div id={id}>
          <Topics topics={cloud.topics(inputs)} />
          <section>
            <h4>{t('facts.limits')}</h4>
            <dl className={styles.limits}>
              {limitRows(cloud.rules).map(({ id: name, value }) => (
                <div key={name}>
                  <dt>{t(`limit.${name}`)}</dt>
                  <dd>{typeof value === 'boolean' ? t(value ? 'limit.yes' : 'limit.no') : value}</dd>
                </div>
              ))}
            </dl>
            <ul>
              {cloud.rules.notes.map((note) => (
                <li key={note.en}>{text(note)}</li>
              ))}
            </ul>
            <p className={styles.source}>{t('facts.source', { source: cloud.rules.source })}</p>
          </section>
          <Codes codes={cloud.codes} />
          {cloud.authorities.length > 0 && (
            <section>
              <h4>{t('facts.authorities')}</h4>
              <ul>
                {cloud.authorities.map(({ name, what, where }) => (
                  <li key={name}>
                    <b>{name}</b> {text(what)} <span className={styles.source}>{where}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {cloud.lifetimes.length > 0 && (
            <section>
              <h4>{t('facts.lifetimes')}</h4>
              <ul>
                {cloud.lifetimes.map((lifetime) => (
                  <li key={lifetime.en}>{text(lifetime)}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </div>
  )
}
