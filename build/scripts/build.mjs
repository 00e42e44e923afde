import { build } from './lib/ensure-built.mjs'
import { ensureInstalled } from './lib/ensure-installed.mjs'

ensureInstalled()
build()
