import { CommandPalette } from './command-palette.tsx'
import { Dialogs } from './dialogs-view.tsx'
import { Dock } from './dock.tsx'
import { LinkBanner } from './link-banner.tsx'
import { RowCard } from '../features/terminal/row-card.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'

export function Shell() {
  return (
    <div className={styles['shell']}>
      <Rail />
      <div className={styles['main']}>
        <TopBar />
        <LinkBanner />
        <main className={styles['dock']}>
          <Dock />
        </main>
        <StatusBar />
      </div>
      <Dialogs />
      <CommandPalette />
      <RowCard />
    </div>
  )
}
