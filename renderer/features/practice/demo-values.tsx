import { ActionIcon } from '@mantine/core'
import { IconDownload, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PracticeDemo } from '../../../shared/contract/practice.ts'
import { saveFile } from '../../ui/save-file.ts'
import { Copy } from './copy.tsx'
import styles from './practice.module.css'

/** Hidden until asked for, as everywhere; here they are good for practice only. */
const secrets = new Set(['deviceSecret', 'productSecret', 'psk', 'key', 'secret', 'secretKey', 'sessionToken', 'token', 'tokenSignature'])

/** A demo's values by their names in the cloud's documents, each to be copied or saved. */
export function DemoValues({ inputs }: Pick<PracticeDemo, 'inputs'>) {
  const { t } = useTranslation('practice')
  const [isShown, setShown] = useState(false)
  return (
    <dl className={styles['values']}>
      {Object.entries(inputs).map(([key, value]) => (
        <div key={key}>
          <dt className={styles['key'] ?? ''}>{key}</dt>
          {typeof value === 'string' ? (
            <>
              <dd title={secrets.has(key) ? undefined : value}>{secrets.has(key) && !isShown ? '••••••••' : value}</dd>
              {secrets.has(key) && (
                <ActionIcon size="xs" aria-label={t(isShown ? 'clouds.hideSecrets' : 'clouds.showSecrets')} onClick={() => setShown(!isShown)}>
                  {isShown ? <IconEyeOff size={13} /> : <IconEye size={13} />}
                </ActionIcon>
              )}
              <Copy value={value} name={key} />
            </>
          ) : (
            <>
              <dd>{t('clouds.fileBytes', { name: value.name, count: value.bytes.length })}</dd>
              <ActionIcon size="xs" aria-label={t('clouds.save', { name: value.name })} onClick={() => saveFile(value.name, value.bytes)}>
                <IconDownload size={13} />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
    </dl>
  )
}
