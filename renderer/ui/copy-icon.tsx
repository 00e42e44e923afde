import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { readonly value: string; /** What it is, for the tooltip: `Copy client ID`. */ readonly name: string; readonly testId?: string }

/** Copies a value; a tick says that it has. */
export function CopyIcon({ value, name, testId }: Props) {
  const { t } = useTranslation('common')
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('action.copied') : t('action.copy', { name })}>
          <ActionIcon size="sm" aria-label={t('action.copy', { name })} onClick={copy} data-testid={testId}>
            {copied ? <IconCheck size={14} color="var(--at-ok)" /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}
