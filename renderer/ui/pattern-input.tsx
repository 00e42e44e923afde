import { TextInput, Tooltip } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './pattern-input.module.css'

type Props = {
  readonly name: string
  readonly placeholder: string
  readonly icon?: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  /** Left out: it is text, and no regular expression. `name` says which field the switch belongs to. */
  readonly regex?: { readonly label: string; readonly name: string; readonly isOn: boolean; readonly onToggle: () => void }
  readonly error: string | null
  readonly className: string | undefined
}

/** A field for what is to be shown; Escape empties it. */
export function PatternInput({ name, placeholder, icon = <IconFilter size={13} />, value, onChange, regex, error, className = '' }: Props) {
  return (
    <TextInput
      className={className}
      classNames={{ input: 'at-mono' }}
      aria-label={name}
      placeholder={placeholder}
      leftSection={icon}
      rightSection={
        regex && (
          <Tooltip label={regex.label}>
            <button type="button" className={styles['regex']} aria-label={regex.name} aria-pressed={regex.isOn} onClick={regex.onToggle}>
              .*
            </button>
          </Tooltip>
        )
      }
      error={error}
      value={value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
    />
  )
}
