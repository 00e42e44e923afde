import type { MenuItemConstructorOptions } from 'electron'
import { text, type Language, type Text } from '../../shared/text/local-text.ts'

const words = {
  file: text('File', '文件'),
  edit: text('Edit', '编辑'),
  view: text('View', '视图'),
  window: text('Window', '窗口'),
  about: text('About ATelier', '关于 ATelier'),
  hide: text('Hide ATelier', '隐藏 ATelier'),
  hideOthers: text('Hide Others', '隐藏其他'),
  quit: text('Quit', '退出'),
  undo: text('Undo', '撤销'),
  redo: text('Redo', '重做'),
  cut: text('Cut', '剪切'),
  copy: text('Copy', '复制'),
  paste: text('Paste', '粘贴'),
  selectAll: text('Select All', '全选'),
  reload: text('Reload the Page (Ports Stay Open)', '重新加载界面（不会关闭串口）'),
  zoomIn: text('Zoom In', '放大'),
  zoomOut: text('Zoom Out', '缩小'),
  resetZoom: text('Actual Size', '实际大小'),
  fullScreen: text('Full Screen', '全屏'),
  developerTools: text('Developer Tools', '开发者工具'),
  minimize: text('Minimize', '最小化'),
  close: text('Close', '关闭'),
} as const satisfies Record<string, Text>

/** `locale` as Electron gives it, e.g. `zh-CN`; any Chinese is Chinese, everything else English. */
export function menuTemplate(locale: string, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const language: Language = /^zh\b/i.test(locale) ? 'zh' : 'en'
  const item = (role: NonNullable<MenuItemConstructorOptions['role']>, label: keyof typeof words): MenuItemConstructorOptions => ({
    role,
    label: words[label][language],
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const menu = (label: keyof typeof words, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: words[label][language],
    submenu,
  })
  const isMac = platform === 'darwin'

  return [
    // macOS shows the first menu under the program's own name, and expects these in it.
    isMac
      ? { label: 'ATelier', submenu: [item('about', 'about'), separator, item('hide', 'hide'), item('hideOthers', 'hideOthers'), separator, item('quit', 'quit')] }
      : menu('file', [item('quit', 'quit')]),
    // Ctrl-Z ends an AT prompt in the terminal; the page handles that key itself and the menu item only stands for text fields.
    menu('edit', [
      { ...item('undo', 'undo'), registerAccelerator: false },
      item('redo', 'redo'),
      separator,
      item('cut', 'cut'),
      item('copy', 'copy'),
      item('paste', 'paste'),
      item('selectAll', 'selectAll'),
    ]),
    menu('view', [
      item('reload', 'reload'),
      separator,
      item('zoomIn', 'zoomIn'),
      item('zoomOut', 'zoomOut'),
      item('resetZoom', 'resetZoom'),
      item('togglefullscreen', 'fullScreen'),
      separator,
      item('toggleDevTools', 'developerTools'),
    ]),
    menu('window', [item('minimize', 'minimize'), item('close', 'close')]),
  ]
}
