import { ActionIcon, Combobox, TextInput, Tooltip, useCombobox } from '@mantine/core'
import { IconForms } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParameterHint } from '../../../shared/at/parameter-hint.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { useText } from '../../ui/local-text.ts'
import { ParameterStrip } from './parameter-strip.tsx'
import { searchHistory } from './send-line.ts'
import styles from './send-input.module.css'
import type { SendLine } from './use-send-line.ts'
import { useSuggestions } from './use-suggestions.ts'

type Props = {
  readonly line: SendLine
  readonly modem: ModemProfile | undefined
  readonly placeholder: string
  readonly isBlocked: boolean
  /** The command at the caret is to be filled in as a form. */
  readonly onForm: (hint: ParameterHint) => void
}

const searchLimit = 50

/**
 * The line with what it may become under it. Down goes into the list, up through the history, Tab takes the first, Enter sends what stands there unless a
 * line of the list is chosen, Escape closes the list, Ctrl-R searches the history, F2 opens the form of the command at the caret.
 */
export function SendInput({ line, modem, placeholder, isBlocked, onForm }: Props) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const [isSearching, setSearching] = useState(false)
  // Said away by Escape until something is typed again.
  const [isQuiet, setQuiet] = useState(true)
  const combobox = useCombobox({ loop: false })
  const [caret, setCaret] = useState(0)
  const suggestions = useSuggestions(line.draft, Math.min(caret, line.draft.length), modem, line.isHex || isQuiet || line.isWalking)
  const found = isSearching ? searchHistory(line.history, line.draft, searchLimit) : suggestions.history
  const commands = isSearching ? [] : suggestions.commands
  const options = [...found, ...commands.map((command) => command.line)]
  const words = isSearching ? undefined : suggestions.words
  const hint = line.isHex || isBlocked ? undefined : suggestions.hint
  const shownHint = isSearching || isQuiet || line.isWalking ? undefined : hint
  const isOpen = !isBlocked && (isSearching || options.length > 0 || words !== undefined || shownHint !== undefined)
  const close = (): void => {
    setQuiet(true)
    setSearching(false)
    combobox.resetSelectedOption()
  }
  const take = (value: string): void => {
    line.change(value)
    setCaret(value.length)
    combobox.resetSelectedOption()
    setSearching(false)
    // A name goes on with its forms; a line from the history is whole.
    setQuiet(isSearching)
  }

  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const key = event.key
    const selected = combobox.getSelectedOptionIndex()
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    if (key === 'F2' && hint) {
      event.preventDefault()
      close()
      onForm(hint)
    } else if (event.ctrlKey && !event.altKey && key.toLowerCase() === 'r') {
      event.preventDefault()
      combobox.resetSelectedOption()
      setSearching(true)
    } else if (key === 'ArrowDown' && isOpen && options.length > 0) {
      event.preventDefault()
      combobox.selectNextOption()
    } else if (key === 'ArrowUp' && isOpen && (selected > 0 || isSearching)) {
      event.preventDefault()
      combobox.selectPreviousOption()
    } else if (key === 'ArrowUp' && isOpen && selected === 0) {
      event.preventDefault()
      combobox.resetSelectedOption()
    } else if (key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault()
      line.walk(key === 'ArrowUp' ? -1 : 1)
    } else if (key === 'Tab' && isPlain && !event.shiftKey && isOpen && options.length > 0) {
      event.preventDefault()
      take(options[Math.max(selected, 0)] ?? line.draft)
    } else if (key === 'Enter' && isOpen && (selected >= 0 || isSearching)) {
      event.preventDefault()
      take(options[Math.max(selected, 0)] ?? line.draft)
    } else if (key === 'Enter') close()
    else if (key === 'Escape' && isOpen) {
      event.preventDefault()
      close()
    }
  }

  const wire = line.wire
  const option = (value: string, words?: string) => (
    <Combobox.Option key={value} value={value} className={styles['option'] ?? ''}>
      <code>{value}</code>
      {words !== undefined && <span>{words}</span>}
    </Combobox.Option>
  )
  return (
    <Combobox store={{ ...combobox, dropdownOpened: isOpen }} onOptionSubmit={take} position="top-start" middlewares={{ flip: true, shift: true }} width="target" withinPortal transitionProps={{ duration: 0 }}>
      <Combobox.DropdownTarget>
        <TextInput
          classNames={{ input: 'at-mono' }}
          role="combobox"
          aria-expanded={isOpen}
          aria-autocomplete="list"
          aria-controls={isOpen ? (combobox.listId ?? undefined) : undefined}
          aria-label={t(line.isHex ? 'send.hexInput' : 'send.input')}
          placeholder={placeholder}
          value={line.draft}
          disabled={isBlocked}
          error={!wire.ok}
          data-panel-focus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          rightSection={
            hint && (
              <Tooltip label={t('form.open')}>
                <ActionIcon size="sm" aria-label={t('form.open')} onMouseDown={(event) => event.preventDefault()} onClick={() => onForm(hint)}>
                  <IconForms size={15} />
                </ActionIcon>
              </Tooltip>
            )
          }
          onSelect={(event: SyntheticEvent<HTMLInputElement>) => setCaret(event.currentTarget.selectionStart ?? line.draft.length)}
          onChange={(event) => {
            // The list is another one with every character.
            combobox.resetSelectedOption()
            setQuiet(false)
            line.change(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length)
          }}
          onBlur={close}
          onPaste={line.paste}
          onKeyDown={onKey}
        />
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className={styles['dropdown'] ?? ''} onMouseDown={(event) => event.preventDefault()} data-testid="send-suggestions">
        {shownHint && (
          <ParameterStrip
            hint={shownHint}
            onForm={() => {
              close()
              onForm(shownHint)
            }}
          />
        )}
        {(words !== undefined || isSearching) && <div className={styles['words']}>{words ? text(words) : t('send.searching')}</div>}
        <Combobox.Options className={styles['options'] ?? ''} aria-label={t('send.suggestions')}>
          {found.length > 0 && <Combobox.Group label={t('send.sentBefore')}>{found.map((value) => option(value))}</Combobox.Group>}
          {commands.length > 0 && <Combobox.Group label={t('send.commands')}>{commands.map((command) => option(command.line, text(command.words)))}</Combobox.Group>}
          {isSearching && found.length === 0 && <Combobox.Empty>{t('send.notFound')}</Combobox.Empty>}
        </Combobox.Options>
        {options.length > 0 && <div className={styles['keys']}>{t('send.keys')}</div>}
      </Combobox.Dropdown>
    </Combobox>
  )
}
