import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { moveCommand, type Place } from '../../../shared/quick-commands/arrange.ts'
import type { QuickCommand, QuickGroup, QuickPage } from '../../../shared/quick-commands/schema.ts'
import { QuickButton } from './quick-button.tsx'
import { changePages, type QuickMode } from './quick-store.ts'
import styles from './quick-column.module.css'

/** What is dragged, by this name: files and text dropped here are something else. */
export const dragType = 'application/x-atelier-quick-command'

type Props = {
  readonly page: QuickPage
  readonly mode: QuickMode
  readonly search: string
  readonly isBlocked: boolean
  readonly onPress: (command: QuickCommand) => void
  readonly onAdd: (group: QuickGroup) => void
}

const matches = (search: string) => {
  const words = search.toLowerCase().split(/\s+/)
  return ({ name, content }: QuickCommand): boolean => words.every((word) => `${name}\n${content}`.toLowerCase().includes(word))
}

/** The page's groups; in edit mode they are renamed, and commands are dragged between them. */
export function QuickList({ page, mode, search, isBlocked, onPress, onAdd }: Props) {
  const { t } = useTranslation('quick-commands')
  const [drop, setDrop] = useState<(Place & { readonly side: 'above' | 'below'; readonly at: string }) | null>(null)
  const found = search.trim() === '' ? null : matches(search.trim())
  const isEditing = mode === 'edit'

  const overCommand = (event: DragEvent<HTMLElement>, command: QuickCommand, group: QuickGroup): void => {
    if (!event.dataTransfer.types.includes(dragType)) return
    event.preventDefault()
    event.stopPropagation()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const side = event.clientY < top + height / 2 ? 'above' : 'below'
    const index = group.commands.indexOf(command) + (side === 'below' ? 1 : 0)
    if (drop?.at !== command.id || drop.side !== side) setDrop({ groupId: group.id, index, side, at: command.id })
  }
  const overGroup = (event: DragEvent<HTMLElement>, group: QuickGroup): void => {
    if (!event.dataTransfer.types.includes(dragType)) return
    event.preventDefault()
    if (drop?.at !== group.id) setDrop({ groupId: group.id, index: group.commands.length, side: 'below', at: group.id })
  }
  const put = (event: DragEvent<HTMLElement>): void => {
    const id = event.dataTransfer.getData(dragType)
    if (id === '' || !drop) return
    event.preventDefault()
    event.stopPropagation()
    changePages((pages) => moveCommand(pages, id, drop))
    setDrop(null)
  }
  const rename = (group: QuickGroup, name: string): void => changePages((pages) => pages.map((each) => ({ ...each, groups: each.groups.map((one) => (one.id === group.id ? { ...one, name } : one)) })))
  const remove = (group: QuickGroup): void =>
    changePages((pages) => pages.map((each) => (each.id === page.id ? { ...each, groups: each.groups.filter((one) => one.id !== group.id) } : each)), group.name || t('group.unnamed'))

  return (
    <div className={styles['list']} data-testid="quick-list" onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setDrop(null)}>
      {page.groups.map((group) => {
        const commands = found ? group.commands.filter(found) : group.commands
        if (!isEditing && commands.length === 0) return null
        return (
          <section key={group.id} className={styles['group']} aria-label={group.name || undefined} data-group={group.id} data-drop={drop?.at === group.id || undefined} onDragOver={isEditing ? (event) => overGroup(event, group) : undefined} onDrop={put}>
            {isEditing ? (
              <div className={styles['groupHead']}>
                <TextInput key={group.name} className={styles['groupName'] ?? ''} aria-label={t('group.name')} placeholder={t('group.name')} defaultValue={group.name} maxLength={100} onBlur={(event) => event.currentTarget.value !== group.name && rename(group, event.currentTarget.value)} />
                <Tooltip label={t('group.add')}>
                  <ActionIcon size="sm" aria-label={t('group.add')} onClick={() => onAdd(group)}>
                    <IconPlus size={14} />
                  </ActionIcon>
                </Tooltip>
                {page.groups.length > 1 && (
                  <Tooltip label={t('group.remove')}>
                    <ActionIcon size="sm" aria-label={t('group.remove')} onClick={() => remove(group)}>
                      <IconTrash size={14} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </div>
            ) : (
              group.name !== '' && <h4>{group.name}</h4>
            )}
            {commands.map((command) => (
              <QuickButton
                key={command.id}
                command={command}
                mode={mode}
                isBlocked={isBlocked}
                dropSide={drop?.at === command.id ? drop.side : null}
                onPress={onPress}
                onDragOver={(event) => overCommand(event, command, group)}
                onDragStart={(event) => {
                  event.dataTransfer.setData(dragType, command.id)
                  event.dataTransfer.effectAllowed = 'move'
                }}
                onDragEnd={() => setDrop(null)}
              />
            ))}
          </section>
        )
      })}
      {found && !page.groups.some(({ commands }) => commands.some(found)) && <p className={styles['hint']}>{t('search.nothing')}</p>}
    </div>
  )
}
