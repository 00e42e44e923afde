import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconCopy, IconDots, IconFileExport, IconKey, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedProfile } from '../../../shared/contract/profiles.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { notice } from '../../app/notices.tsx'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { useText } from '../../ui/local-text.ts'
import { duplicateProfile, exportProfile, loadProfile, removeProfile, renameProfile } from './profile-actions.ts'
import styles from './profiles.module.css'

type Props = { readonly profile: SavedProfile; readonly onLoaded: () => void }

export function ProfileRow({ profile, onLoaded }: Props) {
  const { t } = useTranslation('profiles')
  const text = useText()
  const { findModem, findCloud } = useCatalogue()
  const [mode, setMode] = useState<'shown' | 'renaming' | 'deleting'>('shown')
  const modem = findModem(profile.modem)
  const cloud = findCloud(profile.cloud)

  const load = async (): Promise<void> => {
    const loaded = await loadProfile(profile.id)
    if (!loaded) return
    const labels = loaded.missing.map((key) => [...(cloud?.fields ?? []), ...(modem?.fields ?? [])].find((field) => field.key === key)?.label ?? { en: key, zh: key })
    const fields = labels.map(text).join(t('listMark'))
    if (fields !== '') notice(t(loaded.isSealed ? 'load.sealed' : 'load.missing', { fields }))
    onLoaded()
  }

  if (mode === 'renaming') return <Rename profile={profile} onDone={() => setMode('shown')} />
  return (
    <li className={styles.row} data-testid="profiles-row">
      <button type="button" className={styles.open} onClick={() => void load()} title={t('load.title')}>
        <span className={styles.name}>{profile.name}</span>
        <span className={styles.pair}>
          {modem ? text(modemLabel(modem)) : profile.modem} → {cloud ? text(cloud.name) : profile.cloud}
          {profile.files.length > 0 && ` · ${profile.files.join(t('listMark'))}`}
        </span>
      </button>
      {mode === 'deleting' ? (
        <>
          <Button size="compact-xs" color="red" onClick={() => void removeProfile(profile.id)} data-testid="profiles-delete-yes">
            {t('row.deleteYes')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setMode('shown')}>
            {t('row.deleteNo')}
          </Button>
        </>
      ) : (
        <>
          {profile.secrets !== 'none' && (
            <span className={styles.secrets} data-secrets={profile.secrets}>
              {profile.secrets === 'kept' && <IconKey size={12} aria-hidden />}
              {t(`secrets.${profile.secrets}`)}
            </span>
          )}
          <Menu position="bottom-end" width={210}>
            <Menu.Target>
              <ActionIcon variant="subtle" size="sm" aria-label={t('row.more', { name: profile.name })}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setMode('renaming')}>
                {t('row.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void duplicateProfile(profile.id)}>
                {t('row.duplicate')}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileExport size={14} />} onClick={() => void exportProfile(profile.id, false)}>
                {t('row.export')}
              </Menu.Item>
              {profile.secrets === 'kept' && (
                <Menu.Item leftSection={<IconFileExport size={14} />} onClick={() => void exportProfile(profile.id, true)}>
                  {t('row.exportSecrets')}
                </Menu.Item>
              )}
              <Menu.Divider />
              <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => setMode('deleting')}>
                {t('row.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  )
}

function Rename({ profile, onDone }: { readonly profile: SavedProfile; readonly onDone: () => void }) {
  const { t } = useTranslation('profiles')
  const [name, setName] = useState(profile.name)
  const rename = async (): Promise<void> => {
    if (name.trim() === '' || name.trim() === profile.name || (await renameProfile(profile.id, name.trim()))) onDone()
  }
  return (
    <li className={styles.row}>
      <form
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault()
          void rename()
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('row.newName')}
          value={name}
          maxLength={100}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            // Escape would close the dialog.
            event.stopPropagation()
            onDone()
          }}
        />
        <Button size="xs" type="submit" variant="default">
          {t('row.renameDone')}
        </Button>
      </form>
    </li>
  )
}
