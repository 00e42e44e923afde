import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { algorithms, digestBytes, type Algorithm } from '../../../shared/signature/digest.ts'
import { BytesField } from './bytes-field.tsx'
import { ResultList } from './result-list.tsx'
import toolStyles from './tool.module.css'
import styles from './signature.module.css'
import { changeTool, useTool } from './tool-store.ts'
import { digestOf, outputForms, readBytes, writeBytes, type OutputForm } from './tool.ts'

export function DigestForm() {
  const { t } = useTranslation('signature')
  const { isKeyed, algorithm, key, keyForm, message, messageForm, output } = useTool((state) => state)
  const keyBytes = readBytes(key, keyForm).bytes
  const messageBytes = readBytes(message, messageForm).bytes
  const digest = messageBytes && (isKeyed ? keyBytes && digestOf(algorithm, keyBytes, messageBytes) : digestOf(algorithm, null, messageBytes))
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('tool.digest')}>
      <header className={styles.head}>
        <h3>{t('tool.digest')}</h3>
      </header>
      <div className={toolStyles.toolRow}>
        <SegmentedControl
          aria-label={t('tool.way')}
          data={[
            { value: 'hmac', label: 'HMAC' },
            { value: 'hash', label: t('tool.hash') },
          ]}
          value={isKeyed ? 'hmac' : 'hash'}
          onChange={(way) => changeTool({ isKeyed: way === 'hmac' })}
          data-testid="tool-way"
        />
        <SegmentedControl
          aria-label={t('tool.algorithm')}
          data={algorithms.map((value) => ({ value, label: value.toUpperCase() }))}
          value={algorithm}
          onChange={(value) => changeTool({ algorithm: value as Algorithm })}
          data-testid="tool-algorithm"
        />
      </div>
      {isKeyed && (
        <BytesField
          label={t('tool.key')}
          value={key}
          form={keyForm}
          onChange={(value) => changeTool({ key: value })}
          onForm={(form) => changeTool({ keyForm: form })}
          testId="tool-key"
          isSecret
        />
      )}
      <BytesField
        label={t('tool.message')}
        value={message}
        form={messageForm}
        onChange={(value) => changeTool({ message: value })}
        onForm={(form) => changeTool({ messageForm: form })}
        testId="tool-message"
      />
      <div className={toolStyles.toolRow}>
        <SegmentedControl
          aria-label={t('tool.output')}
          data={outputForms.map((value) => ({ value, label: t(`tool.outputForm.${value}`) }))}
          value={output}
          onChange={(value) => changeTool({ output: value as OutputForm })}
          data-testid="tool-output"
        />
        <span className={styles.hint}>{t('tool.digestBytes', { count: digestBytes[algorithm] })}</span>
      </div>
      {digest ? <ResultList rows={[{ id: 'digest', value: writeBytes(digest, output), isSecret: false, label: t('tool.digest') }]} prefix="tool" /> : <p className={styles.hint}>{t('tool.mend')}</p>}
    </form>
  )
}
