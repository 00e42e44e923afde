import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { variantsOf } from '../../../shared/wizard/variant.ts'
import { useText } from '../../ui/local-text.ts'
import { chooseVariant } from './form-actions.ts'
import { useCloud, useModem, useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** Where a pair has several ways to the cloud, which one. */
export function VariantSelect() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const variants = variantsOf(useModem(), useCloud())
  const chosen = useWizard((state) => state.variantId)
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0]
  if (variants.length < 2) return null
  return (
    <>
      <Select
        label={t('setup.variant')}
        data={variants.map(({ id, title }) => ({ value: id, label: text(title) }))}
        value={variant.id}
        onChange={(id) => id && chooseVariant(id)}
        allowDeselect={false}
        mt={6}
        data-testid="wizard-variant"
      />
      <p className={styles.summary} data-beside>{text(variant.summary)}</p>
    </>
  )
}
