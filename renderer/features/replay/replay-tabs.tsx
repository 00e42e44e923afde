import { ActionIcon } from '@mantine/core'
import { IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { leaveReplay, showReplay } from '../../app/front-replay.ts'
import tabStyles from '../../app/session-tabs.module.css'
import { closeReplay, useReplays } from './replay-store.ts'
import styles from './replay.module.css'

/** A tab a replay, behind those of the open ports. */
export function ReplayTabs({ front }: { readonly front: string | undefined }) {
  const { t } = useTranslation('replay')
  const replays = useReplays()
  return replays.map(({ id, name: file }) => {
    const name = file.replace(/\.atrec$/, '')
    const close = (): void => {
      if (id === front) leaveReplay()
      void closeReplay(id)
    }
    return (
      <div key={id} className={tabStyles['tab']} data-active={id === front || undefined} data-replay={file}>
        <button type="button" role="tab" aria-selected={id === front} className={tabStyles['pick']} title={t('tab', { name })} onClick={() => showReplay(id)}>
          <IconPlayerPlay size={13} className={styles['tabIcon']} aria-hidden />
          <span className={tabStyles['name']}>{name}</span>
          <span className={styles['mark']}>{t('mark')}</span>
        </button>
        <ActionIcon size="xs" aria-label={t('close', { name })} onClick={close}>
          <IconX size={12} />
        </ActionIcon>
      </div>
    )
  })
}
