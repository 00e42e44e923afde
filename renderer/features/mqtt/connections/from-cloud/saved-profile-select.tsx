import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CloudProfile, Inputs } from '../../../../../shared/clouds/profile.ts'
import type { SavedProfile } from '../../../../../shared/contract/profiles.ts'
import { notice } from '../../../../app/notices.tsx'
import { attempt } from '../../../../bridge/attempt.ts'
import { bridge } from '../../../../bridge/bridge.ts'
import { useText } from '../../../../ui/local-text.ts'

type Props = { readonly cloud: CloudProfile; readonly onLoaded: (inputs: Inputs) => void }

/** Fills the cloud's fields with what the wizard has saved for it. */
export function SavedProfileSelect({ cloud, onLoaded }: Props) {
  const { t } = useTranslation('mqtt-connections')
  const { t: words } = useTranslation('profiles')
  const text = useText()
  const [profiles, setProfiles] = useState<readonly SavedProfile[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    bridge().call('profiles.list').then(setProfiles, () => {})
  }, [])
  const own = profiles.filter((profile) => profile.cloud === cloud.id)
  const load = async (id: string | null): Promise<void> => {
    setChosen(id)
    if (id === null) return
    const loaded = await attempt(() => bridge().call('profiles.load', id))
    if (!loaded.ok) return notice(text(loaded.failure.what))
    onLoaded(loaded.value.inputs)
    const missing = loaded.value.missing.flatMap((key) => cloud.fields.filter((field) => field.key === key).map((field) => text(field.label)))
    if (missing.length > 0) notice(words(loaded.value.isSealed ? 'load.sealed' : 'load.missing', { fields: missing.join(words('listMark')) }))
  }
  return (
    <Select
      label={t('cloud.profile')}
      placeholder={t(own.length === 0 ? 'cloud.noProfile' : 'cloud.chooseProfile')}
      disabled={own.length === 0}
      data={own.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(id) => void load(id)}
      data-testid="mqtt-cloud-profile"
    />
  )
}
