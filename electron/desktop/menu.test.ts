import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { menuTemplate } from './menu.ts'

const submenu = (item: MenuItemConstructorOptions) => item.submenu as MenuItemConstructorOptions[]
const shape = (template: MenuItemConstructorOptions[]) => template.map((item) => submenu(item).map(({ role, type }) => role ?? type))

it.each([
  ['zh-CN', ['文件', '编辑', '视图', '窗口']],
  ['zh-TW', ['文件', '编辑', '视图', '窗口']],
  ['en-US', ['File', 'Edit', 'View', 'Window']],
  ['de', ['File', 'Edit', 'View', 'Window']],
  ['', ['File', 'Edit', 'View', 'Window']],
])('speaks the language of %j', (locale, labels) => {
  expect(menuTemplate(locale, 'linux').map(({ label }) => label)).toStrictEqual(labels)
})

it('offers the same in both languages', () => {
  expect(shape(menuTemplate('zh-CN', 'win32'))).toStrictEqual(shape(menuTemplate('en', 'win32')))
})

it('puts the program first on macOS', () => {
  expect(menuTemplate('en', 'darwin').map(({ label }) => label)).toStrictEqual(['ATelier', 'Edit', 'View', 'Window'])
})
