import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { stages, type Stage } from '../../../shared/contract/failure.ts'
import { findFieldFailures } from '../../../shared/diagnosis/field-failures/find.ts'
import { families, fieldFailures, type Family } from '../../../shared/diagnosis/field-failures/index.ts'
import { FailureRow } from './failure-row.tsx'
import { filterList, useFailureList } from './failure-list-store.ts'
import styles from './field-failures.module.css'

/** Every field failure, found by words, by code or by a line as the modem prints it. */
export function FailureList() {
  const { t } = useTranslation(['field-failures', 'wizard'])
  const filter = useFailureList((state) => state)
  const query = useDeferredValue(filter.query)
  const { stage, family } = filter
  const found = useMemo(() => findFieldFailures(fieldFailures, { query, ...(stage && { stage }), ...(family && { family }) }), [query, stage, family])
  return (
    <section className={styles['list']} data-testid="field-failures">
      <div className={styles['filter']}>
        <TextInput
          className={styles['search'] ?? ''}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          leftSection={<IconSearch size={14} />}
          value={filter.query}
          onChange={(event) => filterList({ query: event.currentTarget.value })}
          spellCheck={false}
          data-testid="field-failures-search"
        />
        <Select
          aria-label={t('family')}
          placeholder={t('anyFamily')}
          data={families.map((id) => ({ value: id, label: t(`familyName.${id}`) }))}
          value={family ?? null}
          onChange={(chosen) => filterList({ family: (chosen as Family | null) ?? undefined })}
          clearable
          data-testid="field-failures-family"
        />
        <Select
          aria-label={t('stage')}
          placeholder={t('anyStage')}
          data={stages.map((id) => ({ value: id, label: t(`wizard:stage.${id}`) }))}
          value={stage ?? null}
          onChange={(chosen) => filterList({ stage: (chosen as Stage | null) ?? undefined })}
          clearable
          data-testid="field-failures-stage"
        />
        <span className={styles['count']} aria-live="polite">
          {t('count', { count: found.length })}
        </span>
      </div>
      <div className={styles['rows']}>
        {found.map((failure) => (
          <FailureRow key={failure.id} failure={failure} family={family} isOpen={found.length === 1} />
        ))}
        {found.length === 0 && <p className={styles['none']}>{t('none')}</p>}
      </div>
    </section>
  )
}
