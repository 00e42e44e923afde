import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The built thread of the load test beside the program, or beside the chunks that it is made of; undefined where nothing is built. */
export const findLoadRunner = (): string | undefined =>
  ['./load-runner.js', '../load-runner.js'].map((place) => fileURLToPath(new URL(place, import.meta.url))).find((file) => existsSync(file))
