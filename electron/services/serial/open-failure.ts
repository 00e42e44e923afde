import type { Failure } from '../../../shared/contract/failure.ts'
import { formatLine, type LineSettings } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'
import { portFailure } from './failures.ts'

/** What was found out about a path besides the driver's message. */
export type OpenFacts = {
  readonly platform: string
  /** The group that may use the device, where a group may. */
  readonly group?: string
  /** The account is in that group already, but this program was started before that. */
  readonly groupNeedsLogin?: boolean
  /** The program that holds the device. */
  readonly holder?: { readonly name: string; readonly pid: number; readonly isSelf: boolean }
}

export const notFound = (path: string, evidence?: string): Failure =>
  portFailure(
    'port.not-found',
    text(`There is no port ${path}.`, `找不到串口 ${path}。`),
    text(
      'Check the cable and the driver, refresh the list, and choose the port from it: its number changes when the device is plugged in elsewhere.',
      '请检查连接线与驱动，刷新列表后重新选择：换 USB 口后串口号可能会变。',
    ),
    evidence,
  )

export const notSerial = (path: string, kind: 'file' | 'directory' | 'other', evidence?: string): Failure => {
  const nouns = { file: text('a file', '普通文件'), directory: text('a folder', '文件夹'), other: text('not a serial device', '非串口设备') }
  return portFailure(
    'port.not-serial',
    text(`${path} is ${nouns[kind].en}; only a serial port can be opened.`, `${path} 是${nouns[kind].zh}，不能作为串口打开。`),
    text('Choose a port from the list, or type its path such as /dev/ttyUSB2 or COM11.', '请从列表中选择串口，或输入路径，例如 /dev/ttyUSB2、COM11。'),
    evidence,
  )
}

export const noPermission = (path: string, facts: OpenFacts, evidence?: string): Failure => {
  const what = text(`You may not use ${path}.`, `当前用户没有访问 ${path} 的权限。`)
  if (facts.group && facts.groupNeedsLogin) {
    return portFailure(
      'port.no-permission',
      what,
      text(
        `Your account is in the group ${facts.group}, but this login began before that: log out, log in again and start the program anew.`,
        `当前账号已加入 ${facts.group} 组，但本次登录尚未生效：请注销并重新登录后再启动程序。`,
      ),
      evidence,
    )
  }
  if (facts.group) {
    return portFailure(
      'port.no-permission',
      what,
      text(
        `It belongs to the group ${facts.group}: run "sudo usermod -aG ${facts.group} $USER", then log out and log in again.`,
        `该设备属于 ${facts.group} 组：请执行 “sudo usermod -aG ${facts.group} $USER”，然后注销并重新登录。`,
      ),
      evidence,
    )
  }
  return portFailure(
    'port.no-permission',
    what,
    text(
      `No group may use it: give access with a udev rule, or for now with "sudo chmod a+rw ${path}".`,
      `该设备未对任何用户组开放：请添加 udev 规则，或临时执行 “sudo chmod a+rw ${path}”。`,
    ),
    evidence,
  )
}

export const busy = (path: string, facts: OpenFacts, evidence?: string): Failure => {
  const { holder } = facts
  if (holder?.isSelf) {
    return portFailure(
      'port.busy',
      text(`This program itself (pid ${holder.pid}) has ${path} open already.`, `本程序（pid ${holder.pid}）已打开 ${path}。`),
      text('Use the session that is open, or close it first.', '请使用已打开的会话，或先将其关闭。'),
      evidence,
    )
  }
  if (holder) {
    return portFailure(
      'port.busy',
      text(`Another program has ${path} open: ${holder.name} (pid ${holder.pid}).`, `${path} 已被其他程序占用：${holder.name}（pid ${holder.pid}）。`),
      text(`Close the port in ${holder.name} or end it, then open the port here again.`, `请在 ${holder.name} 中关闭该串口或退出该程序，然后重新打开。`),
      evidence,
    )
  }
  return portFailure(
    'port.busy',
    text(`Another program has ${path} open.`, `${path} 已被其他程序占用。`),
    text(
      'Close other terminal programs, vendor tools and the modem manager (on Linux: "sudo systemctl stop ModemManager"), then open it again.',
      '请关闭其他串口工具、厂商工具或 ModemManager（Linux：“sudo systemctl stop ModemManager”），然后重新打开。',
    ),
    evidence,
  )
}

export const badSettings = (path: string, settings: LineSettings, evidence?: string): Failure =>
  portFailure(
    'port.bad-settings',
    text(`The driver of ${path} does not take these settings: ${describe(settings)}.`, `${path} 的驱动不支持该参数：${describe(settings)}。`),
    text(
      'Try 115200 8N1 without flow control. Mark and space parity and 1.5 stop bits work on few drivers; odd baud rates depend on the chip.',
      '请先用 115200 8N1、无流控。mark/space 校验和 1.5 位停止位仅少数驱动支持；非标准波特率取决于芯片。',
    ),
    evidence,
  )

export const openTimedOut = (path: string, seconds: number): Failure =>
  portFailure(
    'port.open-timeout',
    text(`${path} did not open within ${seconds} s.`, `${path} 在 ${seconds} 秒内未能打开。`),
    text('The driver or the device hangs: unplug it, plug it in again and retry.', '驱动或设备无响应：请重新插拔设备后再试。'),
  )

const cannotOpen = (path: string, evidence: string): Failure =>
  portFailure(
    'port.open-failed',
    text(`${path} could not be opened.`, `${path} 打开失败。`),
    text('Unplug the device and plug it in again; if that does not help, reinstall its driver.', '请重新插拔设备；若仍失败，请重装驱动。'),
    evidence,
  )

const gone = (path: string, evidence: string): Failure =>
  portFailure(
    'port.vanished',
    text(`${path} is listed, but the device behind it does not answer.`, `${path} 虽在列表中，但设备没有响应。`),
    text('Unplug the device, plug it in again, and wait some seconds for its driver.', '请拔下设备重新插入，并等待几秒让驱动加载完成。'),
    evidence,
  )

/** `115200 8N1`, with flow control where there is some. */
export const describe = (settings: LineSettings): string => {
  const flow = { none: '', hardware: ' RTS/CTS', software: ' XON/XOFF' }[settings.flowControl]
  return `${formatLine(settings)}${flow}`
}

/** Messages of the serialport bindings, which carry errno texts (Unix) or their own words (Windows), no codes. */
const rules: readonly { readonly when: RegExp; readonly platform?: string; readonly say: (path: string, message: string, settings: LineSettings, facts: OpenFacts) => Failure }[] = [
  { when: /No such file or directory|File not found/i, say: (path, message) => notFound(path, message) },
  { when: /Access denied/i, platform: 'win32', say: (path, message, _settings, facts) => busy(path, facts, message) },
  { when: /Permission denied|Operation not permitted|EACCES|EPERM/i, say: (path, message, _settings, facts) => noPermission(path, facts, message) },
  { when: /busy|Cannot lock port|Resource temporarily unavailable/i, say: (path, message, _settings, facts) => busy(path, facts, message) },
  { when: /Is a directory/i, say: (path, message) => notSerial(path, 'directory', message) },
  { when: /Invalid (data|stop) bits|Invalid parity|baud rate of -?\d+ is not supported|The parameter is incorrect|Unknown error code 87\b/i, say: (path, message, settings) => badSettings(path, settings, message) },
  { when: /Inappropriate ioctl|Invalid handle|Unknown error code 1\b/i, say: (path, message) => notSerial(path, 'other', message) },
  // ERROR_GEN_FAILURE, ERROR_SEM_TIMEOUT, ERROR_NO_SUCH_DEVICE, ERROR_DEVICE_NOT_CONNECTED: a driver without its device.
  { when: /Unknown error code (31|121|433|1167)\b|Operation aborted/i, say: (path, message) => gone(path, message) },
  // A /dev/ttyS* node without a UART behind it opens, and then cannot be set.
  { when: /Input\/output error|No such device/i, say: (path, message) => (/\/ttyS\d+$/.test(path) ? notSerial(path, 'other', message) : gone(path, message)) },
  { when: /Invalid argument/i, say: (path, message, settings) => badSettings(path, settings, message) },
]

/** Why a system port did not open, in words. `message` is what the driver's bindings said. */
export function openFailure(path: string, message: string, settings: LineSettings, facts: OpenFacts): Failure {
  const rule = rules.find(({ when, platform }) => when.test(message) && (platform === undefined || platform === facts.platform))
  return rule ? rule.say(path, message, settings, facts) : cannotOpen(path, message)
}
