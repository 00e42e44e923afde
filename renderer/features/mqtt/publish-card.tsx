import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import { checkTopicName } from '../../../shared/mqtt/topic-rules.ts'
import { CodeEditor } from '../../ui/code-editor.tsx'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { byteLength, checkJson, parseHex } from '../../ui/payload-text.ts'
import { changeDraft, publish } from './mqtt-actions.ts'
import { draftOf, useMqtt, type Draft } from './mqtt-store.ts'
import { QosSelect } from './qos-select.tsx'
import styles from './mqtt.module.css'

/** One message to publish; Ctrl+Enter in the payload or Enter in the topic sends it. */
export function PublishCard({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const language = useLanguage()
  const draft = useMqtt((state) => draftOf(state, connection.id))
  const isPublishing = useMqtt((state) => state.isPublishing)
  const change = (part: Partial<Draft>): void => changeDraft(connection.id, part)
  const problem = draft.topic === '' ? null : checkTopicName(draft.topic)
  const isHexBroken = draft.format === 'hex' && parseHex(draft.payload) === undefined
  const canPublish = connection.state === 'connected' && draft.topic !== '' && !problem && !isHexBroken
  const submit = (): void => {
    if (canPublish) void publish(connection.id)
  }

  return (
    <form
      className={styles.publish}
      aria-label={t('publish.title')}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        aria-label={t('publish.topic')}
        placeholder={t('publish.topic')}
        classNames={{ input: styles.mono ?? '' }}
        value={draft.topic}
        onChange={(event) => change({ topic: event.currentTarget.value })}
        error={problem ? joinSentences(language, problem.what, problem.next) : undefined}
        spellCheck={false}
        autoComplete="off"
        data-testid="mqtt-publish-topic"
      />
      <div className={styles.editor}>
        <CodeEditor
          label={t('publish.payload')}
          placeholder={t('publish.payload')}
          value={draft.payload}
          onChange={(payload) => change({ payload })}
          language={draft.format === 'hex' ? 'plain' : 'json'}
          onSubmit={submit}
        />
      </div>
      <div className={styles.publishFacts}>
        <SegmentedControl
          size="xs"
          data={[
            { value: 'text', label: t('publish.text') },
            { value: 'hex', label: 'HEX' },
          ]}
          value={draft.format}
          onChange={(format) => change({ format: format === 'hex' ? 'hex' : 'text' })}
          aria-label={t('publish.format')}
        />
        <PayloadFacts draft={draft} />
      </div>
      <div className={styles.publishRow}>
        <QosSelect label={t('publish.qos')} value={draft.qos} onChange={(qos) => change({ qos })} />
        <Checkbox label={t('publish.retain')} checked={draft.retain} onChange={(event) => change({ retain: event.currentTarget.checked })} />
        <Button type="submit" ml="auto" leftSection={<IconSend size={14} />} disabled={!canPublish} loading={isPublishing} data-testid="mqtt-publish">
          {t('publish.send')}
        </Button>
      </div>
    </form>
  )
}

function PayloadFacts({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('mqtt')
  if (draft.format === 'hex') {
    const bytes = parseHex(draft.payload)
    return bytes ? <span>{t('bytes', { count: bytes.length })}</span> : <span data-tone="warning">{t('publish.notHex')}</span>
  }
  const verdict = checkJson(draft.payload)
  return (
    <span>
      {t('bytes', { count: byteLength(draft.payload) })}
      {verdict.kind === 'valid' && <b data-tone="ok"> · JSON ✓</b>}
      {verdict.kind === 'invalid' && <b data-tone="warning"> · {t('publish.notJson', { line: verdict.line, column: verdict.column })}</b>}
    </span>
  )
}
