import { Button, Checkbox, Modal } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Imported } from '../../../../../shared/contract/saved-connections.ts'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { useText } from '../../../../ui/local-text.ts'
import { importSaved } from './saved-actions.ts'
import { savedStore, useSaved } from './saved-store.ts'
import { KeepingHint } from './keeping-hint.tsx'
import styles from './saved.module.css'

type Props = { readonly isOpen: boolean; readonly onClose: () => void }

/** Connections of MQTTX, MQTTBox or another ATelier, and each thing of the file that was not taken over. */
export function ImportDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation('mqtt-connections')
  const [result, setResult] = useState<Imported | null>(null)
  const close = (): void => {
    setResult(null)
    savedStore.setState({ failure: null })
    onClose()
  }
  return (
    <Modal opened={isOpen} onClose={close} title={t('import.title')} size={560} data-testid="mqtt-import">
      {isOpen && (result ? <Outcome result={result} onClose={close} /> : <Choose onImported={(imported) => {
        setResult(imported)
        savedStore.setState({ isShown: true })
      }} />)}
    </Modal>
  )
}

function Choose({ onImported }: { readonly onImported: (imported: Imported) => void }) {
  const { t } = useTranslation('mqtt-connections')
  const failure = useSaved((state) => state.failure)
  const [withSecrets, setWithSecrets] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const choose = async (): Promise<void> => {
    setBusy(true)
    const imported = await importSaved(t('import.title'), withSecrets)
    setBusy(false)
    if (imported) onImported(imported)
  }
  return (
    <div className={styles.dialog}>
      <p>{t('import.what')}</p>
      <Checkbox size="xs" label={t('import.withSecrets')} checked={withSecrets} onChange={(event) => setWithSecrets(event.currentTarget.checked)} />
      {withSecrets && <KeepingHint />}
      {failure && <FailureCard failure={failure} />}
      <div>
        <Button leftSection={<IconFileImport size={14} />} loading={isBusy} onClick={() => void choose()} data-testid="mqtt-import-choose">
          {t('import.choose')}
        </Button>
      </div>
    </div>
  )
}

const joined = (parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join(' · ')

function Outcome({ result: { source, added, problems, subscriptions, messages }, onClose }: { readonly result: Imported; readonly onClose: () => void }) {
  const { t } = useTranslation('mqtt-connections')
  const text = useText()
  return (
    <div className={styles.dialog}>
      <p data-testid="mqtt-import-outcome">{t('import.done', { count: added.length, source: t(`import.source.${source}`) })}</p>
      {subscriptions + messages > 0 && <p>{joined([subscriptions > 0 && t('import.subscriptions', { count: subscriptions }), messages > 0 && t('import.messages', { count: messages })])}</p>}
      {added.some(({ secrets }) => secrets === 'left-out') && <p className={styles.hint}>{t('import.leftOut')}</p>}
      {problems.length > 0 && (
        <>
          <h3>{t('import.problems')}</h3>
          <ul className={styles.problems}>
            {problems.map(({ place, what }, at) => (
              <li key={`${at}:${place}`}>
                {place !== '' && <code>{place}</code>} {text(what)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div>
        <Button onClick={onClose} data-autofocus>
          {t('import.close')}
        </Button>
      </div>
    </div>
  )
}
