import type { ITheme } from '@xterm/xterm'

/** xterm paints a canvas of its own and takes no CSS variables: read the tokens as they are now. */
export function screenTheme(): ITheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const names = {
    background: '--at-panel',
    foreground: '--at-received',
    cursor: '--at-accent',
    cursorAccent: '--at-panel',
    black: '--at-text',
    red: '--at-error',
    green: '--at-ok',
    yellow: '--at-sent',
    blue: '--at-accent',
    magenta: '--at-urc',
    cyan: '--at-accent',
    white: '--at-muted',
    brightBlack: '--at-muted',
    brightRed: '--at-error',
    brightGreen: '--at-ok',
    brightYellow: '--at-sent',
    brightBlue: '--at-accent',
    brightMagenta: '--at-urc',
    brightCyan: '--at-accent',
    brightWhite: '--at-text',
    scrollbarSliderBackground: '--at-line-strong',
  } as const
  const theme = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, token(name)]))
  return { ...theme, selectionBackground: `${token('--at-accent')}44` }
}
