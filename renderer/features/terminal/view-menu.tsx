import { ActionIcon, Button, Popover, Select, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconHighlight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { charsetNames, charsets, type Charset } from '../../../shared/text/charset.ts'
import { HighlightDialog } from './highlight-dialog.tsx'
import styles from './send-menu.module.css'

type Props = { readonly charset: Charset; /** What the choice holds for. */ readonly charsetHint: string; readonly onCharset: (charset: Charset) => void; readonly children?: ReactNode }

/** How bytes are shown: what they mean as text, what is marked in them, and what the view itself adds. */
export function ViewMenu({ charset, charsetHint, onCharset, children }: Props) {
  const { t } = useTranslation('terminal')
  const [isOpen, setOpen] = useState(false)
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
        <Popover.Target>
          <Tooltip label={t('viewMenu.name')}>
            <ActionIcon className={styles['more'] ?? ''} data-changed={charset !== 'utf-8'} aria-label={t('viewMenu.name')} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              <IconAdjustmentsHorizontal size={15} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown className={styles['menu'] ?? ''} data-testid="view-menu">
          <Select
            label={t('viewMenu.charset')}
            description={charsetHint}
            data={charsets.map((value) => ({ value, label: charsetNames[value] }))}
            value={charset}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => onCharset(value as Charset)}
          />
          {children}
          <Button
            variant="default"
            leftSection={<IconHighlight size={14} />}
            onClick={() => {
              setOpen(false)
              setEditing(true)
            }}
          >
            {t('viewMenu.highlights')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {isEditing && <HighlightDialog onClose={() => setEditing(false)} />}
    </>
  )
}
