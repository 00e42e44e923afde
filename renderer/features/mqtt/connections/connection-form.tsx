import { Button, Modal } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { startBroker, usePractice } from '../../practice/practice-store.ts'
import { CheckLoginButton } from './check-login-button.tsx'
import { loginToCheck } from './check-login.ts'
import { checkForm, toOptions, usesTls, withPracticeBroker, type BrokerForm } from './broker-form.ts'
import { changeForm, closeForm } from './form-actions.ts'
import { CloudLine } from './from-cloud/cloud-line.tsx'
import { LoginFields } from './login-fields.tsx'
import { MoreFields } from './more-fields.tsx'
import { SaveFields } from './save-fields.tsx'
import { saveOnly, submitForm } from './submit-form.ts'
import { useMqtt } from '../mqtt-store.ts'
import { ServerFields } from './server-fields.tsx'
import { TlsFields } from './tls-fields.tsx'
import styles from './connection-form.module.css'
import foot from './dialog-foot.module.css'

/** Where, as whom, and how it is secured. Refusals are told here, with the form still filled. */
export function ConnectionForm() {
  const { t } = useTranslation('mqtt')
  const form = useMqtt((state) => state.form)
  return (
    <Modal opened={form !== null} onClose={closeForm} title={t('form.title')} size={640} data-testid="mqtt-form">
      {form && <FormBody form={form} />}
    </Modal>
  )
}

function FormBody({ form }: { readonly form: BrokerForm }) {
  const { t } = useTranslation('mqtt')
  const { t: words } = useTranslation('mqtt-connections')
  const failure = useMqtt((state) => state.formFailure)
  const isConnecting = useMqtt((state) => state.isConnecting)
  const broker = usePractice((view) => view.broker)
  const [isRevealed, setIsRevealed] = useState(false)
  const problems = checkForm(form)
  const count = Object.keys(problems).length
  const shown = isRevealed ? problems : {}

  const practise = async (): Promise<void> => {
    const result = broker ? null : await startBroker()
    const running = broker ?? (result?.ok ? result.value.broker : null)
    if (running) changeForm((before) => withPracticeBroker(before, running))
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsRevealed(true)
        if (count === 0) void submitForm()
      }}
    >
      <ServerFields form={form} problems={shown} />
      <LoginFields form={form} problems={shown} />
      {usesTls(form.protocol) && <TlsFields form={form} problems={shown} />}
      <MoreFields form={form} problems={shown} />
      <CloudLine form={form} />
      <SaveFields form={form} />
      {failure && <FailureCard failure={failure} actions={<CheckLoginButton login={loginToCheck(failure, toOptions(form))} onLeave={closeForm} />} />}
      <div className={foot.foot}>
        <Button type="submit" loading={isConnecting} data-testid="mqtt-connect">
          {t('form.connect')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setIsRevealed(true)
            if (count === 0) void saveOnly()
          }}
          data-testid="mqtt-save"
        >
          {words('form.save')}
        </Button>
        <Button variant="default" onClick={closeForm}>
          {t('form.cancel')}
        </Button>
        <Button variant="subtle" color="gray" ml="auto" leftSection={<IconFlask size={14} />} onClick={() => void practise()} data-testid="mqtt-use-practice">
          {t(broker ? 'form.practice' : 'form.startPractice')}
        </Button>
      </div>
    </form>
  )
}
