import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Given } from '../../../../shared/signature/given.ts'
import { setIntent } from '../../../app/intents.ts'

type Props = { readonly login: Given | undefined; readonly onLeave?: () => void }

/** From a refused login to what is wrong with it. */
export function CheckLoginButton({ login, onLeave }: Props) {
  const { t } = useTranslation('mqtt')
  if (!login) return null
  const check = (): void => {
    onLeave?.()
    setIntent('checkLogin', login)
  }
  return (
    <Button size="compact-sm" variant="default" onClick={check} title={t('connection.checkLoginHint')} data-testid="mqtt-check-login">
      {t('connection.checkLogin')}
    </Button>
  )
}
