import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../../app/catalogue.ts'
import { useText } from '../../ui/local-text.ts'
import type { Calculation } from './calculation.ts'
import { chooseCloud, chooseOperation, clearForm } from './signature-actions.ts'
import styles from './signature.module.css'

const mostPills = 4

export function CloudChoice({ calculation: { cloud, operation }, isLogin }: { readonly calculation: Calculation; readonly isLogin: boolean }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const { clouds } = useCatalogue()
  const operations = cloud.operations.map(({ id, title }) => ({ value: id, label: text(title) }))
  return (
    <div className={styles.choice}>
      <div className={styles.cloudRow}>
        <Select
          label={t('cloud')}
          data={clouds.map(({ id, name }) => ({ value: id, label: text(name) }))}
          value={cloud.id}
          onChange={(id) => id && chooseCloud(id)}
          searchable
          selectFirstOptionOnChange
          maxDropdownHeight={360}
          data-testid="signature-cloud"
        />
        <Tooltip label={t('clear')}>
          <ActionIcon size={30} variant="default" aria-label={t('clear')} onClick={clearForm} data-testid="signature-clear">
            <IconEraser size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      {!isLogin && operations.length > 1 && <OperationChoice operations={operations} chosen={operation.id} />}
      <p className={styles.summary}>{text(isLogin ? cloud.summary : operation.summary)}</p>
    </div>
  )
}

type Choice = { readonly value: string; readonly label: string }

/** Side by side while they are few, in a list else. */
function OperationChoice({ operations, chosen }: { readonly operations: readonly Choice[]; readonly chosen: string }) {
  const { t } = useTranslation('signature')
  if (operations.length > mostPills) {
    return <Select label={t('operation')} data={[...operations]} value={chosen} onChange={(id) => id && chooseOperation(id)} data-testid="signature-operation" />
  }
  return (
    <div role="radiogroup" aria-label={t('operation')} className={styles.pills} data-count={operations.length} data-testid="signature-operation">
      {operations.map(({ value, label }) => (
        <label key={value} className={styles.pill} data-testid={`signature-operation-${value}`}>
          <input type="radio" name="signature-operation" value={value} checked={value === chosen} onChange={() => chooseOperation(value)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
