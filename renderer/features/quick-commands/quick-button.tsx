import { NumberInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { stepCommand, toggleMark } from '../../../shared/quick-commands/arrange.ts'
import { labelOf, longestDelay, type QuickCommand } from '../../../shared/quick-commands/schema.ts'
import { wholeNumber } from '../terminal/whole-number.ts'
import { changeCommand } from '../../../shared/quick-commands/arrange.ts'
import { changePages, type QuickMode } from './quick-store.ts'
import styles from './quick-column.module.css'

type Props = {
  readonly command: QuickCommand
  readonly mode: QuickMode
  readonly isBlocked: boolean
  /** Where something dragged would go: above or below this one. */
  readonly dropSide: 'above' | 'below' | null
  readonly onPress: (command: QuickCommand) => void
  readonly onDragOver: (event: DragEvent<HTMLElement>, command: QuickCommand) => void
  readonly onDragStart: (event: DragEvent<HTMLElement>, command: QuickCommand) => void
  readonly onDragEnd: () => void
}

/** One command: sends, is marked for the run, or is opened to be changed, as the column's mode says. */
export function QuickButton({ command, mode, isBlocked, dropSide, onPress, onDragOver, onDragStart, onDragEnd }: Props) {
  const { t } = useTranslation('quick-commands')
  const { name, content, order, colour, shortcut, form } = command
  const isDraggable = mode === 'edit'
  const isMarked = order > 0
  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    changePages((pages) => stepCommand(pages, command.id, event.key === 'ArrowUp' ? -1 : 1))
  }
  const press = (): void => {
    if (mode === 'run') changePages((pages) => pages.map((page) => (page.groups.some(({ commands }) => commands.some(({ id }) => id === command.id)) ? toggleMark(page, command.id) : page)))
    else onPress(command)
  }
  const label = labelOf(command) || t('button.empty')
  return (
    <div className={styles['row']} data-drop={dropSide ?? undefined} onDragOver={isDraggable ? (event) => onDragOver(event, command) : undefined}>
      <Tooltip label={<code className={styles['tip']}>{content || t('button.empty')}</code>} openDelay={600} position="left" disabled={name.trim() === '' && content.length < 24}>
        <UnstyledButton
          className={styles['button']}
          data-colour={colour}
          data-command={command.id}
          data-marked={(mode === 'run' && isMarked) || undefined}
          draggable={isDraggable}
          aria-pressed={mode === 'run' ? isMarked : undefined}
          aria-keyshortcuts={shortcut === '' ? undefined : shortcut}
          aria-label={mode === 'edit' ? t('button.edit', { name: label }) : label}
          disabled={mode === 'send' && (isBlocked || content === '')}
          // The line that is being typed keeps the keyboard.
          onMouseDown={mode === 'send' ? (event) => event.preventDefault() : undefined}
          onDragStart={(event) => onDragStart(event, command)}
          onDragEnd={onDragEnd}
          onKeyDown={mode === 'edit' ? onKey : undefined}
          onClick={press}
        >
          {mode === 'run' && <span className={styles['place']}>{isMarked ? order : ''}</span>}
          {mode === 'edit' && <IconGripVertical size={12} className={styles['grip']} aria-hidden />}
          <span className={styles['name']} data-code={name.trim() === '' || undefined}>
            {label}
          </span>
          {mode !== 'run' && name.trim() !== '' && <code className={styles['content']}>{form === 'hex' ? `HEX ${content}` : content}</code>}
          {mode !== 'run' && shortcut !== '' && <kbd className={styles['key']}>{shortcut}</kbd>}
        </UnstyledButton>
      </Tooltip>
      {mode === 'run' && isMarked && (
        <NumberInput
          className={styles['delay'] ?? ''}
          aria-label={t('run.delayOf', { name: label })}
          hideControls
          min={0}
          max={longestDelay}
          allowDecimal={false}
          suffix=" ms"
          value={command.delayMs}
          onChange={(value) => changePages((pages) => changeCommand(pages, command.id, { delayMs: wholeNumber(value, 0, longestDelay) }))}
        />
      )}
    </div>
  )
}
