import { ActionIcon, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { readonly isShown: boolean; readonly onToggle: () => void; readonly name: string; readonly testId?: string }

/** Shows a secret, or hides it again. */
export function RevealIcon({ isShown, onToggle, name, testId }: Props) {
  const { t } = useTranslation('common')
  const label = t(isShown ? 'action.hide' : 'action.reveal', { name })
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} aria-pressed={isShown} onClick={onToggle} data-testid={testId}>
        {isShown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}

/** What stands for a secret: its length says nothing. */
export const hiddenText = '••••••••'
