import { Button } from '@mantine/core'
import { IconFolderOpen, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileFile } from '../../../shared/contract/user-profiles.ts'
import { takeUserProfiles, useUserFiles, useUserFolder } from '../../app/catalogue.ts'
import { bridge } from '../../bridge/bridge.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { FileProblems } from '../../ui/file-problems.tsx'
import { useText } from '../../ui/local-text.ts'
import styles from './user-profiles.module.css'

/** The files of a person's own modems and clouds, and what is wrong with them. */
export function UserProfilesView() {
  const { t } = useTranslation('user-profiles')
  const files = useUserFiles()
  const folder = useUserFolder()
  const [isBusy, setBusy] = useState(false)
  const { capabilities } = bridge().host

  const reload = async (): Promise<void> => {
    setBusy(true)
    await bridge()
      .call('userProfiles.reload')
      .then(takeUserProfiles)
      .catch(() => {})
    setBusy(false)
  }

  return (
    <div className={styles.view} data-testid="user-profiles">
      <p className={styles.intro}>{t('intro')}</p>
      <div className={styles.folder}>
        <code>{folder}</code>
        <CopyIcon value={folder} name={t('copy')} />
      </div>
      {files.length === 0 ? (
        <p className={styles.intro}>{t('empty')}</p>
      ) : (
        <ul className={styles.files}>
          {files.map((file) => (
            <FileRow key={file.file} file={file} />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} loading={isBusy} onClick={() => void reload()} data-testid="user-profiles-reload">
          {t('reload')}
        </Button>
        {capabilities.showInFolder && (
          <Button variant="default" size="xs" leftSection={<IconFolderOpen size={14} />} onClick={() => void bridge().call('host.showInFolder', files[0]?.path ?? folder)}>
            {t('show')}
          </Button>
        )}
      </div>
    </div>
  )
}

function FileRow({ file: { file, profile, problems } }: { readonly file: ProfileFile }) {
  const { t } = useTranslation('user-profiles')
  const text = useText()
  return (
    <li className={styles.file} data-problems={problems.length > 0}>
      <div className={styles.head}>
        <code>{file}</code>
        {profile ? (
          <span>
            {t(profile.kind)} · {text(profile.name)}
          </span>
        ) : (
          <span className={styles.bad}>{t('bad', { count: problems.length })}</span>
        )}
      </div>
      {problems.length > 0 && <FileProblems problems={problems} className={styles.problems} />}
    </li>
  )
}
