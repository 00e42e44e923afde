import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { lastingSteps } from '../../../shared/sequence/lasting-steps.ts'
import { readSequence } from '../../../shared/sequence/read-sequence.ts'
import { useActiveSession } from '../../app/open-session.ts'
import { shortPortName } from '../ports/port-name.ts'
import { useSettings } from '../settings/settings-store.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { textOf, type Draft } from './draft.ts'
import { LastingList } from './lasting-list.tsx'
import { runSequence } from './sequences-actions.ts'
import { setSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

/** Values of the last start, of what is no secret; gone with the page. */
const lastValues = new Map<string, string>()

/** Before a run: the values that are put in, then the commands that last or cannot be undone. */
export function RunDialog({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('sequences')
  useFocusBack()
  const session = useActiveSession()
  const asks = useSettings((settings) => settings.confirmCommands)
  const sequence = useMemo(() => {
    const read = readSequence(textOf(draft))
    return read.ok ? read.sequence : null
  }, [draft])
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries((sequence?.placeholders ?? []).map(({ name, initial = '', secret }) => [name, secret ? '' : (lastValues.get(name) ?? initial)])),
  )
  const [isConfirming, setConfirming] = useState(sequence?.placeholders.length === 0)
  // What is asked of the module before must be answered, or its answer would be taken for a step's.
  const [isReady, setReady] = useState(false)
  const close = (): void => setSequences({ isAsking: false })
  if (!sequence || !session) return null
  const lasting = asks ? lastingSteps(sequence, values) : []
  const missing = sequence.placeholders.some(({ name }) => (values[name] ?? '') === '')

  const run = async (): Promise<void> => {
    for (const { name, secret } of sequence.placeholders) if (!secret) lastValues.set(name, values[name] ?? '')
    // A refusal stands in the panel, under the dialog.
    if (!(await runSequence(session.id, { ...values }))) close()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing) return
    if (lasting.length > 0 && !isConfirming) setConfirming(true)
    else void run()
  }
  return (
    <Modal opened onClose={close} title={t(isConfirming ? 'ask.confirm' : 'ask.values', { port: shortPortName(session.port) })} size="lg" closeButtonProps={{ 'aria-label': t('ask.cancel') }}>
      <form className={styles.ask} onSubmit={submit} data-testid="sequence-ask">
        {isConfirming ? (
          <LastingList lasting={lasting} sessionId={session.id} lineEnd={sequence.lineEnd} onReady={() => setReady(true)} />
        ) : (
          sequence.placeholders.map(({ name, label, secret }, at) => {
            const shared = {
              label: label === undefined ? name : `${label} (${name})`,
              value: values[name] ?? '',
              autoComplete: 'off',
              spellCheck: false,
              'data-autofocus': at === 0 || undefined,
              onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
                const { value } = event.currentTarget
                setValues((now) => ({ ...now, [name]: value }))
              },
            }
            return secret ? <PasswordInput key={name} {...shared} description={t('ask.secret')} autoComplete="new-password" /> : <TextInput key={name} classNames={{ input: 'at-mono' }} {...shared} />
          })
        )}
        <div className={styles.buttons}>
          {isConfirming && sequence.placeholders.length > 0 && (
            <Button variant="default" disabled={!isReady} onClick={() => (setReady(false), setConfirming(false))}>
              {t('ask.back')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {t('ask.cancel')}
          </Button>
          <Button type="submit" {...(isConfirming && { color: 'red' })} disabled={missing || (isConfirming && !isReady)}>
            {t(lasting.length > 0 && !isConfirming ? 'ask.next' : isConfirming ? 'ask.runAll' : 'run.start')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
