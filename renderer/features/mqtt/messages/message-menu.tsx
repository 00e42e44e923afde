import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconChartLine, IconDeviceFloppy, IconDots, IconFilter, IconSend, IconTerminal2, IconTimeline } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { mosquittoPub } from '../../../../shared/mqtt/mosquitto-pub.ts'
import { showPanel } from '../../../app/dock-layout.ts'
import { notice } from '../../../app/notices.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { seekMessage } from '../../timeline/timeline-store.ts'
import { chartTopic } from '../charts/ask-fields.ts'
import { useMqtt } from '../mqtt-store.ts'
import { imageFacts } from './image-facts.ts'
import { noFilter } from './list-filter.ts'
import { changeFilter, showView } from './message-actions.ts'
import { publishAgain } from './publish-again.ts'
import { wholePayload } from './whole-payload.ts'

type Props = {
  readonly connectionId: string
  readonly message: MqttMessage
  /** Where a list of its own has the message; else that of the whole connection is narrowed to the topic. */
  readonly onTopic?: (topic: string) => void
}

/** Behind a button beside an open message. */
export function MessageMenu(props: Props) {
  const { t } = useTranslation('mqtt-messages')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('detail.menu')}>
          <ActionIcon size="sm" aria-label={t('detail.menu')}>
            <IconDots size={14} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <MessageItems {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be done with one message. */
export function MessageItems({ connectionId, message, onTopic }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const clipboard = useClipboard()
  const options = useMqtt((state) => state.connections.find(({ id }) => id === connectionId)?.options)
  const command = options && mosquittoPub(options, message)
  const save = async (): Promise<void> => {
    const bytes = await wholePayload(connectionId, message)
    if (!bytes) return
    const image = imageFacts(bytes)
    const name = message.topic.split('/').findLast((level) => level !== '') ?? 'message'
    saveFile(`${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}-${message.seq}.${image ? image.type.replace('image/', '') : 'bin'}`, bytes, image?.type)
  }
  const onlyTopic = (topic: string): void => {
    if (onTopic) return onTopic(topic)
    changeFilter(connectionId, { ...noFilter, topic })
    showView(connectionId, 'list')
  }
  return (
    <>
      <Menu.Item leftSection={<IconSend size={14} />} disabled={message.payloadBytes !== undefined} onClick={() => void publishAgain(connectionId, message)}>
        {t('detail.again')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTerminal2 size={14} />}
        disabled={command === undefined}
        title={t(command === undefined ? 'detail.noCommand' : 'detail.commandHint')}
        onClick={() => {
          if (command === undefined) return
          clipboard.copy(command)
          notice(t('detail.commandCopied'))
        }}
      >
        {t('detail.command')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFilter size={14} />} onClick={() => onlyTopic(message.topic)}>
        {t('detail.onlyTopic')}
      </Menu.Item>
      <Menu.Item leftSection={<IconChartLine size={14} />} onClick={() => void chartTopic(connectionId, message.topic)}>
        {t('detail.chart')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTimeline size={14} />}
        onClick={() => {
          seekMessage({ connectionId, seq: message.seq, at: message.at })
          showPanel('timeline')
        }}
      >
        {t('detail.toTimeline')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDeviceFloppy size={14} />} onClick={() => void save()}>
        {t('detail.save')}
      </Menu.Item>
    </>
  )
}
