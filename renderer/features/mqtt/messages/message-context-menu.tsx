import { Menu, Portal } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCopy, IconHash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { likelyFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { notice } from '../../../app/notices.tsx'
import { useTopicLook } from '../cards/use-topic-look.ts'
import { MessageItems } from './message-menu.tsx'
import { shownPayload } from './shown-payload.ts'
import { useMessage } from './use-message.ts'
import { wholePayload } from './whole-payload.ts'

/** Bytes that tell what a payload looks like; the rest is fetched when something is done with it. */
const beginning = 4096

/** Characters: of a clipboard that a person still pastes from. */
const mostCopied = 4 * 1024 * 1024

export type MenuPlace = { readonly seq: number; readonly x: number; readonly y: number }

type Props = {
  readonly connectionId: string
  readonly place: MenuPlace
  readonly onTopic: (topic: string) => void
  readonly onClose: () => void
}

/** Where a message in the list was clicked with the right button. */
export function MessageContextMenu({ connectionId, place: { seq, x, y }, onTopic, onClose }: Props) {
  const { message } = useMessage(connectionId, seq, beginning)
  return (
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" offset={0}>
        <Menu.Target>
          <span style={{ position: 'fixed', top: y, left: x }} />
        </Menu.Target>
        {message && (
          <Menu.Dropdown>
            <CopyItems connectionId={connectionId} message={message} />
            <Menu.Divider />
            <MessageItems connectionId={connectionId} message={message} onTopic={onTopic} />
          </Menu.Dropdown>
        )}
      </Menu>
    </Portal>
  )
}

function CopyItems({ connectionId, message }: { readonly connectionId: string; readonly message: MqttMessage }) {
  const { t } = useTranslation(['mqtt-messages', 'mqtt'])
  const clipboard = useClipboard()
  const chosen = useTopicLook(message.topic).format
  const copy = (text: string): void => {
    clipboard.copy(text)
    notice(t('mqtt:detail.copied'))
  }
  const copyPayload = async (): Promise<void> => {
    const bytes = await wholePayload(connectionId, message)
    if (bytes) copy(shownPayload(bytes, chosen ?? likelyFormat(bytes), mostCopied).text)
  }
  return (
    <>
      <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void copyPayload()}>
        {t('detail.copyPayload')}
      </Menu.Item>
      <Menu.Item leftSection={<IconHash size={14} />} onClick={() => copy(message.topic)}>
        {t('detail.copyTopic')}
      </Menu.Item>
    </>
  )
}
