import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { defaultSettings, messageColumns } from '../../../../shared/contract/settings.ts'
import { changeSettings, useSettings } from '../../settings/settings-store.ts'
import { withToggled } from './columns.ts'

export function ColumnsMenu() {
  const { t } = useTranslation('mqtt-messages')
  const columns = useSettings((settings) => settings.mqttColumns)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('column.choose')}>
          <ActionIcon size="sm" aria-label={t('column.choose')}>
            <IconColumns3 size={15} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {messageColumns.map((column) => (
          <Menu.CheckboxItem key={column} checked={columns.shown.includes(column)} onChange={() => changeSettings({ mqttColumns: withToggled(columns, column) })}>
            {t(`column.${column}`)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => changeSettings({ mqttColumns: defaultSettings.mqttColumns })}>{t('column.usual')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
