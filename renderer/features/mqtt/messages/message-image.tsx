import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { formatBytes } from '../../../ui/format.ts'
import type { ImageFacts } from './image-facts.ts'
import { payloadSize } from './listed-message.ts'
import { wholePayload } from './whole-payload.ts'
import styles from './messages.module.css'

/** What is decoded at most: a small file can hold an image that takes gigabytes. */
const bytesAtMost = 16 * 1024 * 1024
const pixelsAtMost = 40_000_000

type Props = { readonly connectionId: string; readonly message: MqttMessage; readonly facts: ImageFacts }

/** A payload that is an image. */
export function MessageImage({ connectionId, message, facts }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const { type, width, height } = facts
  const size = payloadSize(message)
  const isTooLarge = size > bytesAtMost || width * height > pixelsAtMost
  const [url, setUrl] = useState<string | null>(null)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    if (isTooLarge) return undefined
    let isOver = false
    let made: string | undefined
    const show = async (): Promise<void> => {
      const bytes = await wholePayload(connectionId, message)
      if (isOver || !bytes) return
      made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
      setUrl(made)
    }
    void show()
    return () => {
      isOver = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [connectionId, message, type, isTooLarge])
  const words = `${type.replace('image/', '').toUpperCase()} · ${width} × ${height} · ${formatBytes(size)}`
  return (
    <figure className={styles['image']}>
      {url !== null && !isBroken && <img src={url} alt={t('image.of', { topic: message.topic })} onError={() => setBroken(true)} />}
      <figcaption>
        {words}
        {isTooLarge && ` · ${t('image.tooLarge')}`}
        {isBroken && ` · ${t('image.broken')}`}
      </figcaption>
    </figure>
  )
}
