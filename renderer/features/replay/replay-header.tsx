import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Charset } from '../../../shared/text/charset.ts'
import { PanelHeader } from '../../app/panel-header.tsx'
import { ViewChoice } from '../terminal/view-choice.tsx'
import { ViewMenu } from '../terminal/view-menu.tsx'
import styles from './replay.module.css'

export type CharsetProps = { readonly charset: Charset; readonly onCharset: (charset: Charset) => void }

/** The terminal's title bar while a replay is in front. */
export function ReplayHeader({ charset, onCharset, children }: CharsetProps & { readonly children: ReactNode }) {
  const { t } = useTranslation('replay')
  return (
    <PanelHeader>
      <ViewChoice />
      <span className={styles['space']} />
      {children}
      <ViewMenu charset={charset} charsetHint={t('charsetHint')} onCharset={onCharset} />
    </PanelHeader>
  )
}
