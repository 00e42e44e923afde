import { MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { useSettings } from '../features/settings/settings-store.ts'
import { cssVariables, theme } from '../ui/theme.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Shell } from './shell.tsx'

export function App() {
  const setting = useSettings((settings) => settings.theme)
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={setting === 'system' ? system : setting}>
      <Notifications position="bottom-right" zIndex={400} limit={4} />
      <ErrorBoundary>
        <Shell />
      </ErrorBoundary>
    </MantineProvider>
  )
}
