import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNames, payloadFormats, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'

type Props = { readonly label: string; readonly value: PayloadFormat; readonly onChange: (format: PayloadFormat) => void }

export function FormatSelect({ label, value, onChange }: Props) {
  const { t } = useTranslation('mqtt')
  return (
    <Select
      aria-label={label}
      size="xs"
      w={116}
      data={payloadFormats.map((format) => ({ value: format, label: format === 'text' ? t('publish.text') : formatNames[format] }))}
      value={value}
      onChange={(chosen) => {
        const format = payloadFormats.find((one) => one === chosen)
        if (format !== undefined) onChange(format)
      }}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true, width: 132 }}
    />
  )
}
