import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCommand, findCommand, insertCommand, moveCommand, removeCommand } from '../../../shared/quick-commands/arrange.ts'
import { labelOf, newCommand, newPage, type QuickCommand } from '../../../shared/quick-commands/schema.ts'
import { starterPage } from '../../../shared/quick-commands/starter.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { useLanguage } from '../../ui/local-text.ts'
import { useSettings } from '../settings/settings-store.ts'
import { ConfirmDialog } from '../terminal/confirm-dialog.tsx'
import { useSessionModem } from '../terminal/session-modem.ts'
import { useSendOptions } from '../terminal/use-send-options.ts'
import { useSending } from '../terminal/use-sending.ts'
import { ColumnSash } from './column-sash.tsx'
import { FillDialog } from './fill-dialog.tsx'
import { ImportDialog, type Imported } from './import-dialog.tsx'
import { newId } from './new-id.ts'
import { PageDialog } from './page-dialog.tsx'
import styles from './quick-column.module.css'
import { changeColumn } from './quick-column-settings.ts'
import { QuickEditor } from './quick-editor.tsx'
import { pickList } from './quick-files.ts'
import { QuickFoot } from './quick-foot.tsx'
import { QuickList } from './quick-list.tsx'
import { QuickMenu } from './quick-menu.tsx'
import { changePages, setQuick, undoRemoval, useQuick, type QuickMode } from './quick-store.ts'
import { QuickTabs } from './quick-tabs.tsx'
import { blockedBy, useQuickSend } from './use-quick-send.ts'
import { useShortcuts } from './use-shortcuts.ts'
import type { Session } from '../../app/session-list.ts'

type Dialog = { readonly kind: 'edit'; readonly command: QuickCommand; readonly groupId: string; readonly isNew: boolean } | { readonly kind: 'page'; readonly isNew: boolean } | { readonly kind: 'import'; readonly list: Imported }

const modes: readonly QuickMode[] = ['send', 'run', 'edit']

/** Buttons beside the log: one click sends. In its other modes they are marked for a run, or made and arranged. */
export function QuickColumn({ session }: { readonly session: Session }) {
  const { t } = useTranslation('quick-commands')
  const { t: terminal } = useTranslation('terminal')
  const language = useLanguage()
  const pages = useQuick((state) => state.pages)
  const isLoaded = useQuick((state) => state.isLoaded)
  const mode = useQuick((state) => state.mode)
  const search = useQuick((state) => state.search)
  const failure = useQuick((state) => state.failure)
  const removed = useQuick((state) => state.removed)
  const column = useSettings((settings) => settings.quickColumn)
  const chosen = useSettings((settings) => settings.wizardChoice?.modem)
  const { findModem } = useCatalogue()
  const { sending } = useSending(session.id)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const send = useQuickSend(session, sending)
  const page = pages.find(({ id }) => id === column.page) ?? pages[0]
  const blocked = blockedBy(session, sending)
  const path = session.port.path
  const { charset } = useSendOptions(path)
  const known = useSessionModem(session)
  const modem = known ?? findModem(chosen ?? '') ?? findModem('any-3gpp')
  useShortcuts(pages, send.click)

  const close = (): void => setDialog(null)
  const show = (id: string): void => changeColumn({ page: id })
  const add = (groupId = page?.groups[0]?.id): void => {
    if (groupId !== undefined) setDialog({ kind: 'edit', command: newCommand(newId, {}), groupId, isNew: true })
  }
  const press = (command: QuickCommand): void => {
    if (mode === 'send') return send.click(command)
    const found = findCommand(pages, command.id)
    if (found) setDialog({ kind: 'edit', command, groupId: found.group.id, isNew: false })
  }
  const save = (command: QuickCommand, groupId: string): void => {
    changePages((all) => {
      const before = findCommand(all, command.id)
      if (!before) return insertCommand(all, command, { groupId, index: Number.MAX_SAFE_INTEGER })
      const changed = changeCommand(all, command.id, command)
      return before.group.id === groupId ? changed : moveCommand(changed, command.id, { groupId, index: Number.MAX_SAFE_INTEGER })
    })
    close()
  }
  const begin = (name: string): void => {
    const made = newPage(newId, name)
    changePages((all) => [...all, made])
    show(made.id)
    setQuick({ mode: 'edit' })
  }
  const addStarter = (): void => {
    if (!modem) return
    const made = starterPage(modem, language, newId)
    changePages((all) => [...all, made])
    show(made.id)
  }
  const pick = async (): Promise<void> => {
    const picked = await pickList(t('menu.import'))
    if (picked && 'code' in picked) setQuick({ failure: picked })
    else if (picked) setDialog({ kind: 'import', list: picked })
  }
  const takeList = (list: Imported): void => {
    changePages((all) => [...all, ...list.pages])
    if (list.pages[0]) show(list.pages[0].id)
    close()
  }

  const menu = (
    <QuickMenu
      page={page}
      pages={pages}
      starterName={modem?.name ?? ''}
      onImport={() => void pick()}
      onNew={() => setDialog({ kind: 'page', isNew: true })}
      onRename={() => setDialog({ kind: 'page', isNew: false })}
      onStarter={addStarter}
    />
  )
  const question = send.question
  return (
    <aside className={styles['column']} style={{ width: column.width }} aria-label={t('name')} data-testid="quick-commands">
      <ColumnSash width={column.width} label={t('resize')} onChange={(width) => changeColumn({ width })} />
      <div className={styles['head']}>
        <div className={styles['pages']}>
          <QuickTabs pages={pages} shown={page?.id ?? ''} onShow={show} />
          {menu}
        </div>
        {page && (
          <>
            <SegmentedControl fullWidth aria-label={t('mode.name')} value={mode} onChange={(value) => setQuick({ mode: value })} data={modes.map((value) => ({ value, label: t(`mode.${value}`) }))} />
            <TextInput aria-label={t('search.name')} placeholder={t('search.name')} leftSection={<IconSearch size={13} />} value={search} onChange={(event) => setQuick({ search: event.currentTarget.value })} />
          </>
        )}
      </div>
      {failure && <FailureCard failure={failure} onDismiss={() => setQuick({ failure: null })} />}
      {blocked && blocked !== 'lines' && page && <p className={styles['blocked']}>{blocked === 'closed' ? terminal('send.notOpen') : t('blocked', { by: terminal(`send.${blocked}Owns`) })}</p>}
      {page ? (
        <QuickList page={page} mode={mode} search={search} isBlocked={blocked !== null} onPress={press} onAdd={(group) => add(group.id)} />
      ) : (
        isLoaded && (
          <div className={styles['empty']}>
            <p>{t('empty.what')}</p>
            {modem && (
              <Button variant="default" onClick={addStarter}>
                {t('empty.starter', { modem: modem.name })}
              </Button>
            )}
            <Button variant="default" onClick={() => void pick()}>
              {t('empty.import')}
            </Button>
            <Button variant="default" onClick={() => begin(t('page.first'))}>
              {t('empty.new')}
            </Button>
          </div>
        )
      )}
      {removed && (
        <div className={styles['removed']} role="status">
          <span className="at-truncate">{t('removed', { name: removed.name })}</span>
          <Button size="compact-xs" variant="default" onClick={undoRemoval}>
            {t('undo')}
          </Button>
        </div>
      )}
      {page && <QuickFoot page={page} mode={mode} sending={sending} isBlocked={blocked !== null} onRun={() => send.run(page)} onAdd={() => add()} />}
      {dialog?.kind === 'edit' && (
        <QuickEditor
          command={dialog.command}
          groupId={dialog.groupId}
          pages={pages}
          charset={charset}
          onCancel={close}
          onSave={save}
          {...(!dialog.isNew && {
            onRemove: () => {
              changePages((all) => removeCommand(all, dialog.command.id), labelOf(dialog.command))
              close()
            },
          })}
        />
      )}
      {dialog?.kind === 'page' && (
        <PageDialog
          name={dialog.isNew ? '' : (page?.name ?? '')}
          isNew={dialog.isNew}
          onCancel={close}
          onDone={(name) => {
            if (dialog.isNew) begin(name)
            else changePages((all) => all.map((each) => (each.id === page?.id ? { ...each, name } : each)))
            close()
          }}
        />
      )}
      {dialog?.kind === 'import' && <ImportDialog list={dialog.list} onCancel={close} onTake={() => takeList(dialog.list)} />}
      {question?.kind === 'values' && <FillDialog asked={question.asked} title={question.page?.name ?? (question.commands[0] ? labelOf(question.commands[0]) : '')} onCancel={send.cancel} onDone={send.answer} />}
      {question?.kind === 'effects' && <ConfirmDialog line={question.line} effects={question.effects} sessionId={session.id} path={path} onCancel={send.cancel} onSend={send.confirm} />}
    </aside>
  )
}
