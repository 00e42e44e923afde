import { ActionIcon, Button, Checkbox, Menu, Tooltip } from '@mantine/core'
import { IconArrowsSplit2, IconBookmark, IconClockPlay, IconListDetails, IconSend } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { isWrittenAsJson, reformatted, retyped, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { checkTyped } from '../../../../shared/mqtt/template/payload.ts'
import { checkTopicName } from '../../../../shared/mqtt/topic-rules.ts'
import { changePublisher, changeTemplate } from '../../../../shared/mqtt/workspace/arrange.ts'
import { noProperties, type PublisherCard, type Template, type Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { placeholdersOf } from '../../../../shared/text/placeholders.ts'
import { useCatalogue } from '../../../app/catalogue.ts'
import { notice, noticeFailure } from '../../../app/notices.tsx'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { CodeEditor } from '../../../ui/code-editor.tsx'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import { mqttStore } from '../mqtt-store.ts'
import { CardHead, type CardDrag } from './card-head.tsx'
import { refusedMessage } from './cloud-refusal.ts'
import { FormatSelect } from './format-select.tsx'
import { PayloadFacts } from './payload-facts.tsx'
import { PayloadProblem } from './payload-problem.tsx'
import { PropertyFields } from './property-fields.tsx'
import { QosSelect } from './qos-select.tsx'
import { RepeatRow } from './repeat-row.tsx'
import { libraryKept } from './saved/library-store.ts'
import { SavedDialog } from './saved/saved-dialog.tsx'
import { SentList } from './sent-list.tsx'
import { TopicFields } from './topic-fields.tsx'
import { useCardSending } from './use-card-sending.ts'
import { changeWorkspace, keyOf } from './workspace-store.ts'
import styles from './cards.module.css'

type Props = { readonly connection: ConnectionInfo; readonly workspace: Workspace; readonly card: PublisherCard; readonly index: number; readonly drag: CardDrag }

/** A topic with variables is good when what stands around them is. */
const topicProblem = (topic: string) => checkTopicName(placeholdersOf(topic).reduceRight((rest, { start, whole }) => `${rest.slice(0, start)}x${rest.slice(start + whole.length)}`, topic))

/** A further topic's field that is still empty is no topic. */
const withoutBlankTopics = (template: Template): Template => ({ ...template, moreTopics: template.moreTopics.filter((each) => each !== '') })

const hasProperties = (template: Template): boolean => JSON.stringify(template.properties) !== JSON.stringify(noProperties)

/** One message to publish; Ctrl+Enter in the payload or Enter in the topic sends it. */
export function PublishCard({ connection, workspace, card, index, drag }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const language = useLanguage()
  const { template, repeat } = card
  const { topic, moreTopics, format, payload, qos, retain } = template
  const [isPublishing, setPublishing] = useState(false)
  const [isRepeatShown, setRepeatShown] = useState(false)
  const [arePropertiesShown, setPropertiesShown] = useState(() => hasProperties(template))
  const [isSavedOpen, setSavedOpen] = useState(false)
  const { sending, refresh } = useCardSending(connection.id, card.id)
  const isFive = connection.options.version === 5
  const change = (part: Partial<Template>): void => changeWorkspace(keyOf(connection), (now) => changeTemplate(now, card.id, part))
  const problem = useMemo(() => checkTyped(format, payload), [format, payload])
  const meant = withoutBlankTopics(template)
  const areTopicsGood = topic !== '' && [topic, ...meant.moreTopics].every((each) => topicProblem(each) === null)
  const { findCloud } = useCatalogue()
  const cloud = connection.options.cloud
  const refusal = useMemo(() => refusedMessage(cloud === undefined ? undefined : findCloud(cloud), template), [cloud, findCloud, template])
  const canPublish = connection.state === 'connected' && areTopicsGood && problem === null && refusal === null
  const isRepeating = sending.repeating !== null && sending.repeating.end === null

  const run = async (method: 'send' | 'start'): Promise<void> => {
    setPublishing(true)
    mqttStore.setState({ failure: null })
    await libraryKept()
    const result = await attempt(() => (method === 'send' ? bridge().call('mqttSending.send', connection.id, card.id, meant) : bridge().call('mqttSending.start', connection.id, card.id, meant, repeat)))
    if (!result.ok) mqttStore.setState({ failure: result.failure })
    setPublishing(false)
    await refresh()
  }
  /** Past the card, which keeps what is written in it. */
  const sendSaved = async (saved: Template, name: string): Promise<void> => {
    await libraryKept()
    const result = await attempt(() => bridge().call('mqttSending.send', connection.id, card.id, withoutBlankTopics(saved)))
    if (result.ok) notice(t('saved.sent', { name }))
    else noticeFailure(result.failure)
    await refresh()
  }
  const submit = (): void => {
    if (canPublish && !isPublishing) void run('send')
  }
  // What was typed stays the same message where the new format has words for it; variables have no bytes to go by.
  const changeFormat = (next: PayloadFormat): void => change({ format: next, payload: placeholdersOf(payload).length > 0 ? payload : retyped(payload, format, next) })

  return (
    <>
      <CardHead
        connection={connection}
        workspace={workspace}
        card={card}
        index={index}
        drag={drag}
        menu={
          <>
            <Menu.Item leftSection={<IconArrowsSplit2 size={14} />} onClick={() => change({ moreTopics: [...moreTopics, ''] })}>{t('topics.add')}</Menu.Item>
            <Menu.Item leftSection={<IconClockPlay size={14} />} onClick={() => setRepeatShown(!isRepeatShown)}>{t(isRepeatShown ? 'repeat.hide' : 'repeat.show')}</Menu.Item>
            {isFive && <Menu.Item leftSection={<IconListDetails size={14} />} onClick={() => setPropertiesShown(!arePropertiesShown)}>{t(arePropertiesShown ? 'properties.hide' : 'properties.show')}</Menu.Item>}
            <Menu.Divider />
          </>
        }
      >
        <Tooltip label={t('saved.title')}>
          <ActionIcon size="sm" aria-label={t('saved.title')} onClick={() => setSavedOpen(true)}>
            <IconBookmark size={14} />
          </ActionIcon>
        </Tooltip>
      </CardHead>
      {isSavedOpen && (
        <SavedDialog
          connection={connection}
          template={template}
          onTake={(taken) => {
            change(taken)
            setSavedOpen(false)
          }}
          onSend={(saved, name) => void sendSaved(saved, name)}
          onClose={() => setSavedOpen(false)}
        />
      )}
      <form
        className={styles['publish']}
        aria-label={card.name || t('mqtt:publish.title')}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TopicFields connection={connection} template={template} onChange={change} problemOf={topicProblem} />
        <div className={styles['editor']}>
          <CodeEditor
            label={t('mqtt:publish.payload')}
            placeholder={t('mqtt:publish.payload')}
            value={payload}
            onChange={(next) => change({ payload: next })}
            language={format === 'hex' || format === 'base64' ? 'plain' : 'json'}
            onSubmit={submit}
          />
        </div>
        <div className={styles['facts']}>
          <FormatSelect label={t('mqtt:publish.format')} value={format} onChange={changeFormat} />
          {isWrittenAsJson(format) && problem === null && reformatted(payload) !== undefined && (
            <Button variant="subtle" size="compact-xs" onClick={() => change({ payload: reformatted(payload) ?? payload })}>
              {t('mqtt:publish.tidy')}
            </Button>
          )}
          <PayloadFacts template={template} isGood={problem === null} />
        </div>
        {problem && payload !== '' && <PayloadProblem problem={problem} />}
        {isFive && arePropertiesShown && <PropertyFields properties={template.properties} onChange={(properties) => change({ properties })} />}
        {refusal && (
          <p className={styles['refusal']} role="status" data-tone="warning">
            {joinSentences(language, refusal.what, refusal.next)}
          </p>
        )}
        <div className={styles['sendRow']}>
          <QosSelect label={t('mqtt:publish.qos')} value={qos} onChange={(next) => change({ qos: next })} />
          <Checkbox label={t('mqtt:publish.retain')} checked={retain} onChange={(event) => change({ retain: event.currentTarget.checked })} />
          <Button type="submit" ml="auto" leftSection={<IconSend size={14} />} disabled={!canPublish} loading={isPublishing} data-testid="mqtt-publish">
            {t('mqtt:publish.send')}
          </Button>
        </div>
        {(isRepeatShown || isRepeating) && (
          <RepeatRow
            repeat={repeat}
            repeating={sending.repeating}
            canStart={canPublish}
            onChange={(next) => changeWorkspace(keyOf(connection), (now) => changePublisher(now, card.id, { repeat: next }))}
            onStart={() => void run('start')}
            onStop={() => void attempt(() => bridge().call('mqttSending.stop', connection.id, card.id)).then(refresh)}
          />
        )}
        <SentList connection={connection} cardId={card.id} sending={sending} onChange={() => void refresh()} onTake={(taken) => change(taken)} />
      </form>
    </>
  )
}
