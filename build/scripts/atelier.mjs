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
await import(pathToFileURL(at('out', 'main', 'cli.js')).href)
