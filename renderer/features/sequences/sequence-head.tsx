import { ActionIcon, Button, Menu, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconDeviceFloppy, IconDotsVertical, IconDownload, IconPlayerPlay, IconPlayerRecord, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showBesideTerminal } from '../../app/dock-layout.ts'
import { useActiveSession } from '../../app/open-session.ts'
import { shortPortName } from '../ports/port-name.ts'
import { setTerminal } from '../terminal/terminal-store.ts'
import { isChanged, openedDraft, textOf, withView, type Draft } from './draft.ts'
import { askToRun, closeSequence, exportText, leaveSequence, saveSequence, stopRun } from './sequences-actions.ts'
import { changeSequence, setDraft, setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'
import { useRunOfDraft } from './use-run.ts'

type Props = { readonly draft: Draft; readonly problems: number }

export function SequenceHead({ draft, problems }: Props) {
  const { t } = useTranslation('sequences')
  const session = useActiveSession()
  const isRecording = useSequences((state) => state.isRecording)
  const { run } = useRunOfDraft()
  const [isLeaving, setLeaving] = useState(false)
  const changed = isChanged(draft)
  // What was asked about has been saved meanwhile.
  if (isLeaving && !changed) setLeaving(false)

  const record = (): void => {
    setSequences({ isRecording: !isRecording, lastRecorded: null, step: null })
    if (isRecording) return
    // Only the log has lines to choose.
    setTerminal({ view: 'log' })
    showBesideTerminal('sequences')
  }
  const blocked = !session ? 'run.noSession' : session.state !== 'open' ? 'run.notOpen' : problems > 0 ? 'run.problems' : session.owner !== 'person' ? 'run.busy' : null
  return (
    <header className={styles.head}>
      <Tooltip label={t('back')}>
        <ActionIcon variant="default" aria-label={t('back')} onClick={() => void leaveSequence().then((isLeft) => setLeaving(!isLeft))}>
          <IconArrowLeft size={15} />
        </ActionIcon>
      </Tooltip>
      {draft.sequence ? (
        <TextInput
          className={styles.title ?? ''}
          aria-label={t('name')}
          value={draft.sequence.name}
          maxLength={100}
          onChange={(event) => {
            const name = event.currentTarget.value
            changeSequence((sequence) => ({ ...sequence, name }))
          }}
        />
      ) : (
        <strong className={styles.title}>{draft.file ?? t('newFile')}</strong>
      )}
      <SegmentedControl
        aria-label={t('view.name')}
        value={draft.view}
        onChange={(view) => setDraft((now) => withView(now, view as Draft['view']))}
        data={[
          { value: 'steps', label: t('view.steps'), disabled: draft.sequence === null },
          { value: 'text', label: t('view.text') },
        ]}
      />
      <span className={styles.space} />
      <Button variant={isRecording ? 'light' : 'default'} color="red" leftSection={<IconPlayerRecord size={14} />} aria-pressed={isRecording} disabled={draft.sequence === null} title={t('record.hint')} onClick={record}>
        {t('record.start')}
      </Button>
      <Button variant="default" leftSection={<IconDeviceFloppy size={14} />} disabled={!changed || problems > 0} onClick={() => void saveSequence()}>
        {t('save')}
      </Button>
      {run?.status === 'running' ? (
        <Button color="red" leftSection={<IconPlayerStop size={14} />} onClick={() => stopRun(run.id)}>
          {t('run.stop')}
        </Button>
      ) : (
        <Tooltip label={blocked === null ? t('run.on', { port: session ? shortPortName(session.port) : '' }) : t(blocked)}>
          <Button leftSection={<IconPlayerPlay size={14} />} {...(blocked !== null && { 'data-disabled': true })} onClick={() => session && blocked === null && askToRun(session.id)}>
            {t('run.start')}
          </Button>
        </Tooltip>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <IconDotsVertical size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => exportText(draft.file ?? `${draft.sequence?.name ?? 'sequence'}.yaml`, textOf(draft))}>
            {t('export')}
          </Menu.Item>
          <Menu.Item disabled={!changed || draft.saved === ''} onClick={() => setDraft((now) => openedDraft(now.file, now.saved))}>
            {t('revert')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isLeaving && (
        <div className={styles.leaving} role="alert">
          <span>{t('leave.what')}</span>
          <Button size="compact-xs" disabled={problems > 0} onClick={() => void saveSequence().then((isSaved) => isSaved && closeSequence())}>
            {t('leave.save')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={closeSequence}>
            {t('leave.discard')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setLeaving(false)}>
            {t('leave.stay')}
          </Button>
        </div>
      )}
    </header>
  )
}
