import { notifications } from '@mantine/notifications'
import type { Failure } from '../../shared/contract/failure.ts'
import { FailureCard } from '../ui/failure-card.tsx'

/** For failures with no place of their own on the screen. They stay until read: the card says what to do. */
export function noticeFailure(failure: Failure): void {
  const id = `failure:${failure.code}`
  notifications.hide(id)
  notifications.show({
    id,
    autoClose: false,
    withCloseButton: false,
    withBorder: false,
    unstyled: true,
    message: <FailureCard failure={failure} onDismiss={() => notifications.hide(id)} />,
  })
}

export function notice(message: string): void {
  notifications.show({ message, autoClose: 4000 })
}
