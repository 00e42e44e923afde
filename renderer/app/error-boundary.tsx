import { Button, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'

type Props = { readonly children: ReactNode }

/** The last resort: a mistake in one panel must not leave a blank page. Ports stay open, they belong to the program. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state = { error: null as Error | null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Translation ns="common">
        {(t) => (
          <div role="alert" style={{ padding: 24, maxWidth: 560 }}>
            <Title order={3}>{t('broken.title')}</Title>
            <Text c="dimmed" my="xs">
              {t('broken.next')}
            </Text>
            <pre className="at-mono" style={{ whiteSpace: 'pre-wrap', fontSize: 12 }}>
              {error.message}
            </pre>
            <Button onClick={() => this.setState({ error: null })}>{t('broken.again')}</Button>
          </div>
        )}
      </Translation>
    )
  }
}
