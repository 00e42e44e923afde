import { Button, Modal, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { builtInNames, fillIn, holdsSecret, placeholdersIn, secretNames } from '../../../shared/quick-commands/placeholders.ts'
import { colours, commandCharsets, endings, forms, labelOf, longestContent, longestDelay, type QuickCommand, type QuickPage } from '../../../shared/quick-commands/schema.ts'
import { conflictOf, shortcutOf } from '../../../shared/quick-commands/shortcut.ts'
import { bodyOf } from '../../../shared/quick-commands/wire.ts'
import { toHex } from '../../../shared/text/bytes.ts'
import { charsetNames, type Charset } from '../../../shared/text/charset.ts'
import { wholeNumber } from '../terminal/whole-number.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import styles from './quick-column.module.css'

type Props = {
  readonly command: QuickCommand
  readonly groupId: string
  readonly pages: readonly QuickPage[]
  /** The port's. */
  readonly charset: Charset
  readonly onCancel: () => void
  readonly onSave: (command: QuickCommand, groupId: string) => void
  /** Left out for one that is not there yet. */
  readonly onRemove?: () => void
}

const shownBytes = 48

/** One command: what it is called, what it sends, and how. */
export function QuickEditor({ command: before, groupId: home, pages, charset, onCancel, onSave, onRemove }: Props) {
  const { t } = useTranslation('quick-commands')
  useFocusBack()
  const [command, setCommand] = useState(before)
  const [groupId, setGroup] = useState(home)
  const set = (change: Partial<QuickCommand>): void => setCommand({ ...command, ...change })
  const names = placeholdersIn(command.content)
  // Those that the command itself makes secret cannot be told otherwise.
  const forced = secretNames({ ...command, secrets: [] })
  const filled = fillIn(command, Object.fromEntries(names.map((name) => [name, command.form === 'hex' ? '00' : name])), 0)
  const body = bodyOf(filled.line, command, charset)
  const conflict = conflictOf(pages, before.id, command.shortcut)
  const isWide = /[^\u0000-\u007f]/.test(command.content)
  const groups = pages.flatMap((page) => page.groups.map((group, at) => ({ value: group.id, label: `${page.name} / ${group.name || t('group.numbered', { number: at + 1 })}` })))
  const isSendable = command.content !== '' && body.ok && conflict === undefined

  const takeKey = (event: KeyboardEvent): void => {
    if (['Tab', 'Escape', 'Enter'].includes(event.key)) return
    event.preventDefault()
    if (event.key === 'Backspace' || event.key === 'Delete') return set({ shortcut: '' })
    const shortcut = shortcutOf(event)
    if (shortcut !== undefined) set({ shortcut })
  }
  const save = (): void => {
    const secrets = names.filter((name) => command.secrets.includes(name) || forced.includes(name))
    onSave({ ...command, secrets }, groupId)
  }
  const shown = body.ok ? body.bytes.subarray(0, shownBytes) : undefined
  return (
    <Modal opened onClose={onCancel} title={t(onRemove ? 'editor.title' : 'editor.new')} size="md" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form
        className={styles['form']}
        data-testid="quick-editor"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (isSendable) save()
        }}
      >
        <TextInput label={t('editor.name')} placeholder={t('editor.nameHint')} maxLength={100} value={command.name} data-autofocus={onRemove ? undefined : true} onChange={(event) => set({ name: event.currentTarget.value })} />
        <TextInput
          label={t('editor.content')}
          description={t('editor.contentHint', { braces: '{{…}}', example: '{{apn}}', builtIn: builtInNames.map((name) => `{{${name}}}`).join(' ') })}
          placeholder="AT+CSQ"
          classNames={{ input: 'at-mono' }}
          maxLength={longestContent}
          spellCheck={false}
          autoComplete="off"
          data-autofocus={onRemove ? true : undefined}
          value={command.content}
          error={!body.ok}
          onChange={(event) => set({ content: event.currentTarget.value })}
        />
        <SegmentedControl
          aria-label={t('editor.form')}
          value={command.form}
          onChange={(form) => set({ form, ...(form === 'hex' && command.ending === 'session' && { ending: 'none' }) })}
          data={forms.map((value) => ({ value, label: t(`editor.forms.${value}`) }))}
        />
        {!body.ok && (
          <p className={styles['bad']} role="alert">
            {body.problem === 'hex' ? t('editor.badHex') : body.problem === 'charset' ? t('editor.badCharset', { found: body.found, charset: charsetNames[body.charset] }) : t('editor.badEscape', { found: body.found, at: body.at + 1 })}
          </p>
        )}
        {shown && command.form !== 'text' && command.content !== '' && names.length === 0 && (
          <p className={styles['preview']}>
            <span>{t('editor.bytes', { count: body.ok ? body.bytes.length : 0 })}</span>
            <code>{`${toHex(shown, ' ')}${body.ok && body.bytes.length > shownBytes ? ' …' : ''}`}</code>
          </p>
        )}
        {holdsSecret(command.content) && <p className={styles['warning']}>{t('editor.holdsSecret', { example: '{{password}}' })}</p>}
        {names.map((name) => (
          <Switch
            key={name}
            label={t('editor.secret', { name })}
            checked={command.secrets.includes(name) || forced.includes(name)}
            disabled={forced.includes(name)}
            onChange={(event) => set({ secrets: event.currentTarget.checked ? [...command.secrets, name] : command.secrets.filter((each) => each !== name) })}
          />
        ))}
        <div className={styles['pair']}>
          <Select label={t('editor.ending')} data={endings.map((value) => ({ value, label: t(`editor.endings.${value}`) }))} value={command.ending} onChange={(value) => set({ ending: value as QuickCommand['ending'] })} />
          <NumberInput label={t('editor.delay')} min={0} max={longestDelay} allowDecimal={false} suffix=" ms" value={command.delayMs} onChange={(value) => set({ delayMs: wholeNumber(value, 0, longestDelay) })} />
        </div>
        {(isWide || command.charset !== 'session') && command.form !== 'hex' && (
          <Select label={t('editor.charset')} data={commandCharsets.map((value) => ({ value, label: value === 'session' ? t('editor.charsetSession') : charsetNames[value] }))} value={command.charset} onChange={(value) => set({ charset: value as QuickCommand['charset'] })} />
        )}
        <div className={styles['pair']}>
          <TextInput
            label={t('editor.shortcut')}
            placeholder={t('editor.shortcutHint')}
            value={command.shortcut}
            readOnly
            onKeyDown={takeKey}
            error={conflict && (conflict.kind === 'program' ? t('editor.taken') : t('editor.takenBy', { name: labelOf(conflict.command), page: conflict.page.name }))}
          />
          <Select label={t('editor.colour')} data={colours.map((value) => ({ value, label: t(`editor.colours.${value}`) }))} value={command.colour} onChange={(value) => set({ colour: value as QuickCommand['colour'] })} />
        </div>
        {groups.length > 1 && <Select label={t('editor.group')} data={groups} value={groupId} onChange={(value) => setGroup(value ?? home)} searchable={groups.length > 8} />}
        <div className={styles['buttons']}>
          {onRemove && (
            <Button variant="subtle" color="red" onClick={onRemove}>
              {t('editor.remove')}
            </Button>
          )}
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!isSendable}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
