import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notice } from '../../app/notices.tsx'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { useText } from '../../ui/local-text.ts'
import { useCloud, useModem } from '../wizard/wizard-store.ts'
import { hasSecrets, saveForm } from './profile-actions.ts'
import { useProfiles } from './profiles-store.ts'
import { SecretHint } from './secret-hint.tsx'
import styles from './profiles.module.css'

/** A name that is in the list already is saved over, and the button says so. */
export function SaveProfile() {
  const { t } = useTranslation('profiles')
  const text = useText()
  const profiles = useProfiles((state) => state.profiles)
  const suggestion = `${text(modemLabel(useModem()))} → ${text(useCloud().name)}`
  const [name, setName] = useState('')
  const [withSecrets, setWithSecrets] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [hasSome] = useState(hasSecrets)
  const wanted = name.trim() === '' ? suggestion : name.trim()
  const same = profiles.find((profile) => profile.name === wanted)

  const save = async (): Promise<void> => {
    setBusy(true)
    const saved = await saveForm(wanted, { withSecrets, replace: same?.id ?? null })
    setBusy(false)
    if (!saved) return
    setName('')
    setWithSecrets(false)
    notice(t(saved.secrets === 'left-out' ? 'save.doneWithout' : 'save.done', { name: saved.name }))
  }

  return (
    <form
      className={styles.save}
      aria-label={t('save.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextInput label={t('save.title')} placeholder={suggestion} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} data-autofocus data-testid="profiles-name" />
      <Button type="submit" loading={isBusy} data-testid="profiles-save">
        {t(same ? 'save.over' : 'save.button')}
      </Button>
      <Checkbox
        className={styles.tick}
        size="xs"
        label={t('save.withSecrets')}
        description={withSecrets ? undefined : t(hasSome ? 'save.without' : 'save.noSecrets')}
        checked={withSecrets}
        onChange={(event) => setWithSecrets(event.currentTarget.checked)}
        data-testid="profiles-with-secrets"
      />
      {withSecrets && <SecretHint />}
    </form>
  )
}
