import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconCopy, IconDots, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { addCard, canAdd, changePublisher, changeSubscriber, duplicateCard, stepCard } from '../../../../shared/mqtt/workspace/arrange.ts'
import { newPublisher, newSubscriber, type Card, type Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { newId } from '../../quick-commands/new-id.ts'
import { closeCardOf } from './card-actions.ts'
import { changeWorkspace, keyOf } from './workspace-store.ts'
import styles from './cards.module.css'

export type CardDrag = { readonly onDragStart: (event: DragEvent<HTMLElement>) => void; readonly onDragEnd: () => void }

type Props = {
  readonly connection: ConnectionInfo
  readonly workspace: Workspace
  readonly card: Card
  /** Its place, from 0. */
  readonly index: number
  readonly drag: CardDrag
  /** What this kind of card has besides in its menu. */
  readonly menu?: ReactNode
  readonly children?: ReactNode
}

/** A card's name, its place in the row, and what is done with the whole of it. */
export function CardHead({ connection, workspace, card, index, drag, menu, children }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const key = keyOf(connection)
  const { kind, id, name } = card
  const step = (by: -1 | 1): void => changeWorkspace(key, (now) => stepCard(now, id, by))
  const rename = (next: string): void => {
    if (next !== name) changeWorkspace(key, (now) => (kind === 'publisher' ? changePublisher(now, id, { name: next }) : changeSubscriber(now, id, { name: next })))
  }
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    event.stopPropagation()
    step(by)
  }
  const add = (): void => changeWorkspace(key, (now) => addCard(now, kind === 'publisher' ? newPublisher(newId()) : newSubscriber(newId())))
  const title = t(`kind.${kind}`)
  const isOnly = workspace.cards.filter((each) => each.kind === kind).length === 1
  return (
    <header className={styles['head']}>
      <Tooltip label={t('move')} openDelay={600}>
        <UnstyledButton className={styles['grip']} draggable aria-label={t('moveCard', { name: name || title })} aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight" onKeyDown={onKey} {...drag}>
          <IconGripVertical size={13} aria-hidden />
        </UnstyledButton>
      </Tooltip>
      <input
        key={name}
        className={styles['name']}
        aria-label={t('name')}
        placeholder={title}
        defaultValue={name}
        maxLength={100}
        spellCheck={false}
        onBlur={(event) => rename(event.currentTarget.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {children}
      <Tooltip label={t(`add.${kind}`)}>
        <ActionIcon size="sm" aria-label={t(`add.${kind}`)} disabled={!canAdd(workspace)} onClick={add}>
          <IconPlus size={14} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('menu')}>
            <ActionIcon size="sm" aria-label={t('menuOf', { name: name || title })}>
              <IconDots size={14} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {menu}
          <Menu.Item leftSection={<IconCopy size={14} />} disabled={!canAdd(workspace)} onClick={() => changeWorkspace(key, (now) => duplicateCard(now, id, newId()))}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowLeft size={14} />} disabled={index === 0} onClick={() => step(-1)}>
            {t('left')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowRight size={14} />} disabled={index === workspace.cards.length - 1} onClick={() => step(1)}>
            {t('right')}
          </Menu.Item>
          <Menu.Item leftSection={<IconX size={14} />} onClick={() => void closeCardOf(connection, id)}>
            {t(isOnly ? 'empty' : 'close')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
}
