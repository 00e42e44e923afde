import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The programs that the tests drive. Each is looked for in its environment variable, on the PATH, in the usual places.
 * `packages`: what to install where it is missing. `platforms`: where the tests that drive it run; left out: everywhere.
 */
export const programs = {
  chromium: {
    variable: 'ATELIER_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    packages: { debian: 'chromium', other: 'Chromium or Google Chrome' },
  },
  mosquitto: {
    variable: 'ATELIER_MOSQUITTO',
    names: ['mosquitto'],
    places: ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto', 'C:\\Program Files\\mosquitto\\mosquitto.exe'],
    packages: { debian: 'mosquitto', other: 'mosquitto' },
  },
  mosquitto_sub: {
    variable: 'ATELIER_MOSQUITTO_SUB',
    names: ['mosquitto_sub'],
    places: ['/opt/homebrew/bin/mosquitto_sub', 'C:\\Program Files\\mosquitto\\mosquitto_sub.exe'],
    packages: { debian: 'mosquitto-clients', other: 'mosquitto' },
  },
  mosquitto_pub: {
    variable: 'ATELIER_MOSQUITTO_PUB',
    names: ['mosquitto_pub'],
    places: ['/opt/homebrew/bin/mosquitto_pub', 'C:\\Program Files\\mosquitto\\mosquitto_pub.exe'],
    packages: { debian: 'mosquitto-clients', other: 'mosquitto' },
  },
  socat: {
    variable: 'ATELIER_SOCAT',
    names: ['socat'],
    places: ['/opt/homebrew/bin/socat'],
    packages: { debian: 'socat', other: 'socat' },
  },
  gammu: {
    variable: 'ATELIER_GAMMU',
    names: ['gammu'],
    places: [],
    platforms: ['linux'],
    packages: { debian: 'gammu', other: 'gammu' },
  },
  chat: {
    variable: 'ATELIER_CHAT',
    names: ['chat'],
    places: ['/usr/sbin/chat'],
    platforms: ['linux'],
    packages: { debian: 'ppp', other: 'ppp' },
  },
  tshark: {
    variable: 'ATELIER_TSHARK',
    names: ['tshark'],
    places: ['/Applications/Wireshark.app/Contents/MacOS/tshark', 'C:\\Program Files\\Wireshark\\tshark.exe'],
    packages: { debian: 'tshark', other: 'wireshark' },
  },
  rx: {
    variable: 'ATELIER_RX',
    names: ['rx', 'lrx'],
    places: ['/opt/homebrew/bin/lrx'],
    platforms: ['linux'],
    packages: { debian: 'lrzsz', other: 'lrzsz' },
  },
  rb: {
    variable: 'ATELIER_RB',
    names: ['rb', 'lrb'],
    places: ['/opt/homebrew/bin/lrb'],
    platforms: ['linux'],
    packages: { debian: 'lrzsz', other: 'lrzsz' },
  },
  openssl: {
    variable: 'ATELIER_OPENSSL',
    names: ['openssl'],
    places: ['C:\\Program Files\\Git\\usr\\bin\\openssl.exe'],
    packages: { debian: 'openssl', other: 'openssl' },
  },
}

/** The absolute path of one of `programs`, or undefined. */
export async function findProgram(name) {
  const { variable, names, places } = programs[name]
  const chosen = process.env[variable]
  if (chosen) return isExecutable(chosen) ? chosen : undefined
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const program of names) {
      for (const suffix of suffixes) if (isExecutable(join(folder, program + suffix))) return join(folder, program + suffix)
    }
  }
  return places.find(isExecutable) ?? (name === 'chromium' ? await playwrightChromium() : undefined)
}

/** Screenshots of the Chinese interface need a font with its characters; without fontconfig the system is trusted to have one. */
export function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

/** What `npx playwright install chromium` downloads. */
async function playwrightChromium() {
  try {
    const { chromium } = await import('@playwright/test')
    const path = chromium.executablePath()
    return isExecutable(path) ? path : undefined
  } catch {
    return undefined
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
