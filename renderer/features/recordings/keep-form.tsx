import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { notice } from '../../app/notices.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { loadList } from './recordings-actions.ts'
import styles from './recordings.module.css'
import { setRecordings } from './recordings-store.ts'

const limit = (value: number | string): number | null => (typeof value === 'number' && value > 0 ? value : null)

/** Where recordings go, and how long they are kept. */
export function KeepForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('recordings')
  const keep = useSettings((settings) => settings.recordingsKeep)
  const kept = useSettings((settings) => settings.recordingsFolder)
  const [days, setDays] = useState<number | string>(keep.days ?? '')
  const [megabytes, setMegabytes] = useState<number | string>(keep.megabytes ?? '')
  const [folder, setFolder] = useState(kept ?? '')
  const apply = async (): Promise<void> => {
    const moved = folder.trim() === (kept ?? '') || (await attempt(() => bridge().call('recordings.useFolder', folder.trim() === '' ? null : folder.trim())))
    if (moved !== true && !moved.ok) return setRecordings({ failure: moved.failure })
    const gone = await attempt(() => bridge().call('recordings.keep', { days: limit(days), megabytes: limit(megabytes) }))
    setRecordings({ failure: gone.ok ? null : gone.failure })
    if (!gone.ok) return
    if (gone.value.length > 0) notice(t('keep.gone', { count: gone.value.length }))
    await loadList()
    onClose()
  }
  return (
    <form
      className={styles['keep']}
      onSubmit={(event) => {
        event.preventDefault()
        void apply()
      }}
    >
      <TextInput className={styles['folderInput'] ?? ''} label={t('keep.folder')} placeholder={t('keep.ownFolder')} value={folder} onChange={(event) => setFolder(event.currentTarget.value)} />
      <NumberInput w={150} label={t('keep.days')} placeholder={t('keep.ever')} min={1} max={3650} allowDecimal={false} value={days} onChange={setDays} />
      <NumberInput w={150} label={t('keep.megabytes')} placeholder={t('keep.noLimit')} min={10} allowDecimal={false} value={megabytes} onChange={setMegabytes} />
      <Button type="submit">{t('keep.apply')}</Button>
      <Button variant="default" onClick={onClose}>
        {t('keep.cancel')}
      </Button>
      <p>{t('keep.hint')}</p>
    </form>
  )
}
