import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './toggle-button.module.css'

type Props = { readonly isOn: boolean; readonly onToggle: (isOn: boolean) => void; readonly children: ReactNode; readonly title?: string; readonly isDisabled?: boolean }

/** On or off, in the size of a button. */
export function ToggleButton({ isOn, onToggle, children, title, isDisabled = false }: Props) {
  return (
    <Button variant="default" className={styles['toggle'] ?? ''} aria-pressed={isOn} disabled={isDisabled} title={title} onClick={() => onToggle(!isOn)}>
      {children}
    </Button>
  )
}
