import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDots, IconDownload, IconFileImport, IconPencil, IconPlus, IconTrash, IconWand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QuickPage } from '../../../shared/quick-commands/schema.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { exportOwn, exportSscom } from './quick-files.ts'
import { changePages } from './quick-store.ts'

type Props = { readonly page: QuickPage | undefined; readonly pages: readonly QuickPage[]; readonly onImport: () => void; readonly onNew: () => void; readonly onRename: () => void; readonly onStarter: () => void; readonly starterName: string }

/** What is done to a whole page, and files. */
export function QuickMenu({ page, pages, onImport, onNew, onRename, onStarter, starterName }: Props) {
  const { t } = useTranslation('quick-commands')
  const language = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('menu.name')}>
          <ActionIcon aria-label={t('menu.name')}>
            <IconDots size={15} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileImport size={14} />} onClick={onImport}>
          {t('menu.import')}
        </Menu.Item>
        <Menu.Item leftSection={<IconWand size={14} />} onClick={onStarter}>
          {t('menu.starter', { modem: starterName })}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={14} />} onClick={onNew}>
          {t('page.new')}
        </Menu.Item>
        {page && (
          <>
            <Menu.Item leftSection={<IconPencil size={14} />} onClick={onRename}>
              {t('page.rename')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => changePages((all) => all.filter(({ id }) => id !== page.id), page.name)}>
              {t('page.remove')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => exportOwn([page])}>
              {t('menu.exportPage')}
            </Menu.Item>
            {pages.length > 1 && (
              <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => exportOwn(pages)}>
                {t('menu.exportAll')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => exportSscom(page, language)}>
              {t('menu.exportSscom')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
