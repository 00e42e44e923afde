import { ActionIcon, Tooltip } from '@mantine/core'
import { IconGauge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'

/** Opens the load test with the broker and login that `options` gives when it is clicked. */
export function LoadTestButton({ options, savedId }: { readonly options: () => BrokerOptions; readonly savedId?: string | undefined }) {
  const { t } = useTranslation('load-test')
  const open = (): void => {
    setIntent('loadTest', { options: options(), savedId })
    showPanel('load-test')
  }
  return (
    <Tooltip label={t('open')}>
      <ActionIcon size="sm" aria-label={t('open')} onClick={open} data-testid="load-test-open">
        <IconGauge size={15} />
      </ActionIcon>
    </Tooltip>
  )
}
