import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/**
 * The table of imports that keeps the layers apart: shared is pure, services know no transport and no Electron, hosts reach
 * services only through electron/app, the page reaches everything only through the contract. Tests may import anything.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const skipped = new Set(['node_modules', 'out', 'dist'])

type Import = { readonly from: string; readonly to: string; readonly isType: boolean }

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sourceFiles(path)
    else if (/\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name)) yield path
  }
}

const statement = /\b(?:import|export)\s+(type\s)?(?:[\w$*{][^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** All imports of a text, with relative ones resolved against the root: `electron/app/expose.ts`. */
function importsOf(from: string, source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(statement)].map(([, type, named, dynamic]) => {
    const to = named ?? dynamic ?? ''
    return { from, to: to.startsWith('.') ? posix.join(posix.dirname(from), to) : to, isType: type !== undefined }
  })
}

const inside = (path: string, ...folders: readonly string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`))
const isElectron = (to: string): boolean => to === 'electron' || to.startsWith('electron/') && !/\.tsx?$/.test(to)
const isLocal = (to: string): boolean => inside(to, 'shared', 'electron', 'renderer', 'test', 'build') || to === 'package.json'
const isPage = (to: string): boolean => /^(react|react-dom|@mantine|dockview|@xterm|@codemirror|zustand|react-i18next)\b/.test(to)
const serviceOf = (path: string): string | undefined => /^electron\/services\/([^/]+)\//.exec(path)?.[1]

/** What a service shows to the others: its index, and the interfaces that it declares for them. */
const facades = /\/(index|provider|link)\.ts$/

/** Undefined when the import is allowed, else why it is not. */
function violation({ from, to, isType }: Import): string | undefined {
  if (from.startsWith('shared/')) {
    if (isBuiltin(to) || isElectron(to) || isPage(to)) return 'shared is pure: no Node, Electron, DOM or React'
    if (isLocal(to) && !inside(to, 'shared')) return 'shared imports only shared'
    return undefined
  }
  if (from.startsWith('renderer/')) {
    if (isBuiltin(to) || isElectron(to)) return 'the page has neither Node nor Electron'
    if (isLocal(to) && !inside(to, 'shared', 'renderer')) return 'the page reaches the program through shared/contract only'
    return undefined
  }
  if (!from.startsWith('electron/')) return undefined

  if (isPage(to)) return 'no user interface on Node'
  if (isLocal(to) && inside(to, 'renderer', 'test', 'build')) return 'the program imports neither the page nor tests nor tooling'
  if (isElectron(to) && !inside(from, 'electron/desktop', 'electron/preload')) return "only desktop and preload may import 'electron'"

  if (inside(from, 'electron/services/practice') && inside(to, 'shared/modems', 'shared/at', 'shared/wizard', 'shared/clouds', 'shared/signature')) {
    return 'the practice bench is a witness: it shares nothing with what it is to check'
  }

  const [owner, target] = [serviceOf(from), serviceOf(to)]
  if (owner !== undefined) {
    if (target !== undefined && target !== owner && !(isType && facades.test(to))) return `${owner} may use types of another service's index, provider or link, nothing else`
    if (isLocal(to) && target === undefined && !inside(to, 'shared', 'electron/kit')) return 'services import shared, the kit and their own folder'
    return undefined
  }
  if (inside(from, 'electron/kit') && isLocal(to) && !inside(to, 'shared', 'electron/kit')) return 'the kit knows no service'
  if (inside(from, 'electron/preload')) {
    if (isBuiltin(to)) return 'the sandboxed preload has no Node'
    if (isLocal(to) && !(inside(to, 'shared') && isType)) return 'the preload imports types of shared only'
    return undefined
  }
  if (inside(from, 'electron/desktop', 'electron/server')) {
    const own = posix.dirname(from)
    if (isLocal(to) && !inside(to, 'shared', 'electron/app', own)) return 'hosts reach services through electron/app only'
    return undefined
  }
  if (inside(from, 'electron/app') && isLocal(to) && !inside(to, 'shared', 'electron/app', 'electron/services') && to !== 'package.json') {
    return 'app knows no host'
  }
  if (inside(from, 'electron/app', 'electron/cli') && target !== undefined && !isType && !facades.test(to)) return 'services are used through their index'
  return undefined
}

const check = (from: string, source: string): string[] =>
  importsOf(from, source).flatMap((found) => {
    const reason = violation(found)
    return reason === undefined ? [] : [`${found.from} -> ${found.to}: ${reason}`]
  })

describe('import rules', () => {
  it('are kept by every file', () => {
    const files = ['shared', 'electron', 'renderer'].flatMap((folder) => [...sourceFiles(folder)])
    expect(files.length).toBeGreaterThan(40)
    expect(files.flatMap((file) => check(file, readFileSync(join(root, file), 'utf8')))).toStrictEqual([])
  })

  // Of those the compiler knows that they are stylesheets, not whether they are there.
  it('of a stylesheet lead to a file', () => {
    const sheets = [...sourceFiles('renderer')].flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8'))).filter(({ to }) => inside(to, 'renderer') && to.endsWith('.css'))
    expect(sheets.length).toBeGreaterThan(40)
    expect(sheets.filter(({ to }) => !existsSync(join(root, to))).map(({ from, to }) => `${from} -> ${to}`)).toStrictEqual([])
  })

  // The check above passes on an empty rule as well; these show that it can fail.
  it.each([
    ['shared/at/x.ts', "import { readFile } from 'node:fs/promises'"],
    ['shared/at/x.ts', "import { readFile } from 'fs'"],
    ['shared/at/x.ts', "import { expose } from '../../electron/app/expose.ts'"],
    ['shared/at/x.ts', "export { useState } from 'react'"],
    ['renderer/app/x.tsx', "import type { App } from '../../electron/app/create-app.ts'"],
    ['renderer/app/x.tsx', "const { join } = await import('node:path')"],
    ['renderer/app/x.tsx', "import 'electron'"],
    ['electron/services/mqtt/x.ts', "import { app } from 'electron'"],
    ['electron/services/mqtt/x.ts', "import { SerialService } from '../serial/index.ts'"],
    ['electron/services/mqtt/x.ts', "import type { Session } from '../serial/session.ts'"],
    ['electron/services/mqtt/x.ts', "import { expose } from '../../app/expose.ts'"],
    ['electron/services/practice/modems/kit/x.ts', "import { quoted } from '../../../../../shared/at/quote.ts'"],
    ['electron/kit/x.ts', "import type { Session } from '../services/serial/index.ts'"],
    ['electron/server/x.ts', "import { MqttService } from '../services/mqtt/index.ts'"],
    ['electron/server/x.ts', "import { openWindow } from '../desktop/window.ts'"],
    ['electron/server/x.ts', "import { app } from 'electron/main'"],
    ['electron/preload/index.ts', "import { encode } from '../../shared/contract/codec.ts'"],
    ['electron/preload/index.ts', "import { join } from 'node:path'"],
    ['electron/app/x.ts', "import { startServer } from '../server/serve.ts'"],
    ['electron/app/x.ts', "import { Session } from '../services/serial/session.ts'"],
    ['electron/cli/x.ts', "import { BrowserWindow } from 'electron'"],
  ])('catch a violation in %s: %s', (from, source) => {
    expect(check(from, source)).toHaveLength(1)
  })

  it.each([
    ['shared/at/x.ts', "import { z } from 'zod'; import { utf8 } from '../text/bytes.ts'"],
    ['renderer/app/x.tsx', "import { useState } from 'react'; import type { Api } from '../../shared/contract/index.ts'"],
    ['electron/services/wizard/x.ts', "import type { SessionLink } from '../serial/link.ts'; import { x } from './y.ts'"],
    ['electron/services/mqtt/x.ts', "import { writePrivate } from '../../kit/private-file.ts'"],
    ['electron/app/x.ts', "import { MqttService } from '../services/mqtt/index.ts'; import { join } from 'node:path'"],
    ['electron/server/x.ts', "import { expose } from '../app/expose.ts'; import { y } from './y.ts'"],
    ['electron/desktop/x.ts', "import { app } from 'electron'; import { expose } from '../app/expose.ts'"],
    ['electron/preload/index.ts', "import type { Channel } from '../../shared/contract/channel.ts'; import { ipcRenderer } from 'electron'"],
    ['electron/services/mqtt/x.ts', "/* import { app } from 'electron' */"],
  ])('let pass what is allowed in %s: %s', (from, source) => {
    expect(check(from, source)).toStrictEqual([])
  })
})
