import { Button, Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inputs } from '../../../../../shared/clouds/profile.ts'
import { useCatalogue } from '../../../../app/catalogue.ts'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { freshCircumstances } from '../../../../ui/fresh-circumstances.ts'
import { useText } from '../../../../ui/local-text.ts'
import { FieldGroups } from '../../../cloud-form/field-groups.tsx'
import { FindingList } from '../../../cloud-form/finding-list.tsx'
import { isRevealed, sortFindings } from '../../../cloud-form/form-fields.ts'
import { useMqtt } from '../../mqtt-store.ts'
import { openForm } from '../form-actions.ts'
import { connectNew } from '../submit-form.ts'
import { cloudLogin } from './cloud-login.ts'
import { RulesLine } from './rules-line.tsx'
import { SavedProfileSelect } from './saved-profile-select.tsx'
import styles from '../saved/saved.module.css'
import foot from '../dialog-foot.module.css'

type Props = { readonly isOpen: boolean; readonly onClose: () => void }

/** A connection from a cloud's own profile: its fields in, endpoint, credential and keep-alive out, and its rules kept to from then on. */
export function FromCloudDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation('mqtt-connections')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('cloud.title')} size={680} data-testid="mqtt-from-cloud">
      {isOpen && <Body onDone={onClose} />}
    </Modal>
  )
}

function Body({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('mqtt-connections')
  const text = useText()
  const { clouds, findCloud } = useCatalogue()
  const own = clouds.filter(({ id }) => id !== 'mqtt')
  const [cloudId, setCloudId] = useState(own[0]?.id ?? 'mqtt')
  const [inputs, setInputs] = useState<Inputs>({})
  const [touched, setTouched] = useState<readonly string[]>([])
  const [revealAll, setRevealAll] = useState(false)
  const [failure, setFailure] = useState<Parameters<typeof FailureCard>[0]['failure'] | null>(null)
  const isConnecting = useMqtt((state) => state.isConnecting)
  const cloud = findCloud(cloudId) ?? own[0]
  // One moment for all that is typed: a token that changed with each key would never stand still.
  const [circumstances] = useState(freshCircumstances)
  if (!cloud) return null
  const login = cloudLogin(cloud, inputs, circumstances)
  const sorted = sortFindings(login.findings, login.shown)

  const choose = (id: string): void => {
    setCloudId(id)
    setInputs({})
    setTouched([])
    setRevealAll(false)
    setFailure(null)
  }
  const made = () => cloudLogin(cloud, inputs, freshCircumstances()).options
  const connect = async (): Promise<void> => {
    setRevealAll(true)
    const options = made()
    if (!options) return
    const failed = await connectNew(options)
    if (failed) setFailure(failed)
    else onDone()
  }
  const intoForm = (): void => {
    setRevealAll(true)
    const options = made()
    if (!options) return
    onDone()
    openForm(options)
  }

  return (
    <form
      className={styles.dialog}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void connect()
      }}
    >
      <div className={styles.choices}>
        <Select label={t('cloud.cloud')} data={own.map(({ id, name }) => ({ value: id, label: text(name) }))} value={cloud.id} allowDeselect={false} onChange={(id) => id && choose(id)} data-testid="mqtt-cloud" />
        <SavedProfileSelect key={cloud.id} cloud={cloud} onLoaded={setInputs} />
      </div>
      <RulesLine cloud={cloud} />
      <FieldGroups
        fields={login.shown}
        view={{
          inputs,
          resolved: login.resolved,
          findingsOf: (key) => (isRevealed(key, inputs, touched, revealAll) ? (sorted.byField[key] ?? []) : []),
          edit: { form: 'mqtt-cloud', set: (key, value) => setInputs((before) => ({ ...before, [key]: value })), touch: (key) => setTouched((before) => [...before, key]) },
        }}
      />
      {revealAll && <FindingList findings={sorted.general} />}
      {failure && <FailureCard failure={failure} />}
      <div className={foot.foot}>
        <Button type="submit" loading={isConnecting} data-testid="mqtt-cloud-connect">
          {t('cloud.connect')}
        </Button>
        <Button variant="default" onClick={intoForm} data-testid="mqtt-cloud-form">
          {t('cloud.intoForm')}
        </Button>
      </div>
    </form>
  )
}
