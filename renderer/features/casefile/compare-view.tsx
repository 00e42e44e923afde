import { Button } from '@mantine/core'
import { IconArrowsDiff, IconArrowsLeftRight, IconCircleCheck } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compareCases, sectionNames, type Comparison } from '../../../shared/casefile/compare/compare-cases.ts'
import type { Difference } from '../../../shared/casefile/compare/difference.ts'
import { reasonNames } from '../../../shared/casefile/compare/reason-names.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { useText } from '../../ui/local-text.ts'
import { openOther } from './casefile-actions.ts'
import { swapCases, type OpenedCase } from './casefile-store.ts'
import styles from './casefile.module.css'

type Props = { readonly left: OpenedCase; readonly right: OpenedCase | null }

/** Two case files side by side: what differs and matters, section by section; the rest folded. */
export function CompareView({ left, right }: Props) {
  const { t } = useTranslation('casefile')
  if (!right) {
    return (
      <div className={styles['empty']}>
        <p>{t('compare.intro')}</p>
        <Button leftSection={<IconArrowsDiff size={14} />} onClick={() => void openOther()}>
          {t('compareWith')}
        </Button>
      </div>
    )
  }
  return <Differences left={left} right={right} />
}

function Differences({ left, right }: { readonly left: OpenedCase; readonly right: OpenedCase }) {
  const { t } = useTranslation('casefile')
  const text = useText()
  const found = useMemo(() => compareCases(left.content, right.content), [left, right])
  const folded = found.sections.flatMap((section) => section.folded)
  return (
    <div className={styles['compare']} data-testid="casefile-compare" data-same={found.isSame}>
      <div className={styles['sides']}>
        <span />
        <Side opened={left} />
        <Side opened={right} />
        <Button variant="default" size="compact-xs" leftSection={<IconArrowsLeftRight size={13} />} onClick={swapCases}>
          {t('compare.swap')}
        </Button>
      </div>
      {found.isSame && (
        <p className={styles['same']} role="status">
          <IconCircleCheck size={16} aria-hidden /> {t('compare.same')}
        </p>
      )}
      {found.sections.map(
        ({ id, differences }) =>
          differences.length > 0 && (
            <section key={id} data-section={id}>
              <h3>{text(sectionNames[id])}</h3>
              {differences.map((difference, index) => (
                <Row key={`${difference.id}:${index}`} difference={difference} />
              ))}
            </section>
          ),
      )}
      {folded.length > 0 && <Folded sections={found.sections} count={folded.length} />}
    </div>
  )
}

function Side({ opened: { name, content } }: { readonly opened: OpenedCase }) {
  const { t } = useTranslation('casefile')
  return (
    <span className={styles['side']} title={name}>
      <b>{name.replace(/\.atelier-case\.json$/, '')}</b>
      {content.run && (
        <span className={styles['status']} data-status={content.run.status}>
          {t(`status.${content.run.status}`)}
        </span>
      )}
    </span>
  )
}

function Row({ difference: { id, label, left, right, leftWords, rightWords, words, folded } }: { readonly difference: Difference }) {
  const { t } = useTranslation('casefile')
  const text = useText()
  const value = (side: string | undefined, name: Text | undefined) => {
    if (side === undefined) return <span className={styles['none']}>{t('compare.none')}</span>
    return name ? <span>{text(name)}</span> : <code>{side}</code>
  }
  return (
    <div className={styles['difference']} data-difference={id}>
      <span className={styles['label']}>
        {text(label)}
        {words && <i>{text(words)}</i>}
        {folded && <i>{folded.map((reason) => text(reasonNames[reason])).join(', ')}</i>}
      </span>
      {value(left, leftWords)}
      {value(right, rightWords)}
    </div>
  )
}

function Folded({ sections, count }: { readonly sections: Comparison['sections']; readonly count: number }) {
  const { t } = useTranslation('casefile')
  const text = useText()
  return (
    <details className={styles['folded']} data-testid="casefile-folded">
      <summary>{t('compare.folded', { count })}</summary>
      {sections.map(
        ({ id, folded }) =>
          folded.length > 0 && (
            <section key={id}>
              <h3>{text(sectionNames[id])}</h3>
              {folded.map((difference, index) => (
                <Row key={`${difference.id}:${index}`} difference={difference} />
              ))}
            </section>
          ),
      )}
    </details>
  )
}
