#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { at } from './lib/paths.mjs'

/** The `atelier` command. In a clone it installs and builds first (said on stderr); an installed package brings its build with it. */
if (existsSync(at('electron', 'cli', 'main.ts'))) {
  ensureInstalled()
  ensureBuilt()
}
// `npm run` starts in the project's folder; the file names on the line are the caller's.
const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env
if (script === 'atelier' && caller) process.chdir(caller)
await import(pathToFileURL(at('out', 'main', 'cli.js')).href)
