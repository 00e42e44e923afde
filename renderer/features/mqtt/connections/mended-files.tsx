import { IconFileCertificate } from '@tabler/icons-react'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { useText } from '../../../ui/local-text.ts'
import styles from '../mqtt.module.css'

/** Certificate files that were put right before they could be read: other programs and modems will not take them as they are. */
export function MendedFiles({ connection: { mended } }: { readonly connection: ConnectionInfo }) {
  const text = useText()
  if (!mended) return null
  return (
    <p className={styles.mended} data-testid="mqtt-mended">
      <IconFileCertificate size={14} aria-hidden />
      {mended.map(text).join(' ')}
    </p>
  )
}
