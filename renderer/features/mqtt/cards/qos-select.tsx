import { Select } from '@mantine/core'
import type { Qos } from '../../../../shared/contract/mqtt.ts'

type Props = { readonly label: string; readonly value: Qos; readonly onChange: (qos: Qos) => void }

const all: readonly Qos[] = [0, 1, 2]

export function QosSelect({ label, value, onChange }: Props) {
  return (
    <Select
      aria-label={label}
      w={72}
      data={all.map((qos) => ({ value: String(qos), label: `QoS ${qos}` }))}
      value={String(value)}
      onChange={(chosen) => {
        const qos = all.find((one) => String(one) === chosen)
        if (qos !== undefined) onChange(qos)
      }}
      comboboxProps={{ withinPortal: true, width: 90 }}
    />
  )
}
