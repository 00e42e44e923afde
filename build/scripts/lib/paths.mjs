import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** The clone's folder, or the package's when installed. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

export const at = (...parts) => join(root, ...parts)

/** Tells a person what goes on. stderr: the commands' output belongs to whoever reads it. */
export const say = (line) => process.stderr.write(`${line}\n`)
