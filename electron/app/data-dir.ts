import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where recordings and settings live: `ATELIER_DATA` when set, else `ATelier/workbench` in the system's folder for
 * application data. The same for the desktop window, the browser and the command line, so all show the same things.
 */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['ATELIER_DATA']) return resolve(env['ATELIER_DATA'])
  return join(applicationData(env, platform), 'ATelier', 'workbench')
}

function applicationData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
}
