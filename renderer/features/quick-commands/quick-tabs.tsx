import { UnstyledButton } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { moveCommand } from '../../../shared/quick-commands/arrange.ts'
import type { QuickPage } from '../../../shared/quick-commands/schema.ts'
import { dragType } from './quick-list.tsx'
import { changePages } from './quick-store.ts'
import styles from './quick-column.module.css'

type Props = { readonly pages: readonly QuickPage[]; readonly shown: string; readonly onShow: (id: string) => void }

/** The pages by name; a command that is dropped on one goes there. */
export function QuickTabs({ pages, shown, onShow }: Props) {
  const { t } = useTranslation('quick-commands')
  const [over, setOver] = useState<string | null>(null)
  const onKey = (event: KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = pages[index + step]
    if (step === 0 || !next) return
    event.preventDefault()
    onShow(next.id)
    event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]')[index + step]?.focus()
  }
  return (
    <div className={styles['tabs']} role="tablist" aria-label={t('page.all')}>
      {pages.map((page, index) => (
        <UnstyledButton
          key={page.id}
          className={styles['tab']}
          role="tab"
          aria-selected={page.id === shown}
          tabIndex={page.id === shown ? 0 : -1}
          data-over={over === page.id || undefined}
          title={page.name}
          onClick={() => onShow(page.id)}
          onKeyDown={(event) => onKey(event, index)}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(dragType)) return
            event.preventDefault()
            setOver(page.id)
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => {
            setOver(null)
            const group = page.groups.at(-1)
            const id = event.dataTransfer.getData(dragType)
            if (id === '' || !group) return
            event.preventDefault()
            changePages((all) => moveCommand(all, id, { groupId: group.id, index: group.commands.length }))
          }}
        >
          {page.name}
        </UnstyledButton>
      ))}
    </div>
  )
}
