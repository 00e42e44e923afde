import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { encodePayload, isWrittenAsJson, reformatted, type Encoded } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { checkTopicName } from '../../../../shared/mqtt/topic-rules.ts'
import { CodeEditor } from '../../../ui/code-editor.tsx'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import { checkJson } from '../../../ui/payload-text.ts'
import { FormatSelect } from './format-select.tsx'
import { changeDraft, changeFormat, publish } from './card-actions.ts'
import { draftOf, useMqtt, type Draft } from '../mqtt-store.ts'
import { PayloadProblem } from './payload-problem.tsx'
import { QosSelect } from './qos-select.tsx'
import styles from '../mqtt.module.css'

/** One message to publish; Ctrl+Enter in the payload or Enter in the topic sends it. */
export function PublishCard({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const language = useLanguage()
  const draft = useMqtt((state) => draftOf(state, connection.id))
  const isPublishing = useMqtt((state) => state.isPublishing)
  const change = (part: Partial<Draft>): void => changeDraft(connection.id, part)
  const problem = draft.topic === '' ? null : checkTopicName(draft.topic)
  const encoded = useMemo(() => encodePayload(draft.format, draft.payload), [draft.format, draft.payload])
  const canPublish = connection.state === 'connected' && draft.topic !== '' && !problem && encoded.ok
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
          language={draft.format === 'hex' || draft.format === 'base64' ? 'plain' : 'json'}
          onSubmit={submit}
        />
      </div>
      <div className={styles.publishFacts}>
        <FormatSelect label={t('publish.format')} value={draft.format} onChange={(format) => changeFormat(connection.id, format)} />
        {isWrittenAsJson(draft.format) && encoded.ok && (
          <Button variant="subtle" size="compact-xs" onClick={() => change({ payload: reformatted(draft.payload) ?? draft.payload })}>
            {t('publish.tidy')}
          </Button>
        )}
        <PayloadFacts draft={draft} encoded={encoded} />
      </div>
      {!encoded.ok && draft.payload !== '' && <PayloadProblem problem={encoded.problem} />}
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

function PayloadFacts({ draft, encoded }: { readonly draft: Draft; readonly encoded: Encoded }) {
  const { t } = useTranslation('mqtt')
  if (!encoded.ok) return draft.payload === '' ? <span>{t('publish.jsonFirst')}</span> : null
  // A text is mostly meant as JSON, and goes out even when it is none.
  const verdict = draft.format === 'text' ? checkJson(draft.payload) : undefined
  return (
    <span>
      {t('bytes', { count: encoded.value.length })}
      {(verdict?.kind === 'valid' || draft.format === 'json') && <b data-tone="ok"> · JSON ✓</b>}
      {verdict?.kind === 'invalid' && <b data-tone="warning"> · {t('publish.notJson', { line: verdict.line, column: verdict.column })}</b>}
    </span>
  )
}
