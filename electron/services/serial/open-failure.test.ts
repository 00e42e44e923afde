import { describe, expect, it } from 'vitest'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { openFailure, type OpenFacts } from './open-failure.ts'
import { groupEntry, lockOwner } from './port-facts.ts'

const linux: OpenFacts = { platform: 'linux' }
const windows: OpenFacts = { platform: 'win32' }
const open = (path: string, message: string, facts: OpenFacts) => openFailure(path, message, defaultLineSettings, facts)

describe('why a port does not open', () => {
  it.each([
    ['/dev/ttyUSB2', 'Error: No such file or directory, cannot open /dev/ttyUSB2', linux, 'port.not-found'],
    ['/dev/ttyUSB2', 'Error: Permission denied, cannot open /dev/ttyUSB2', linux, 'port.no-permission'],
    ['/dev/ttyUSB2', 'Error: Device or resource busy, cannot open /dev/ttyUSB2', linux, 'port.busy'],
    ['/dev/ttyUSB2', 'Error Resource temporarily unavailable Cannot lock port', linux, 'port.busy'],
    ['/dev/cu.usbmodem1', 'Error: Resource busy, cannot open /dev/cu.usbmodem1', { platform: 'darwin' }, 'port.busy'],
    ['/tmp', 'Error: Is a directory, cannot open /tmp', linux, 'port.not-serial'],
    ['/dev/null', 'Error: Inappropriate ioctl for device setting custom baud rate of 115200', linux, 'port.not-serial'],
    ['/dev/ttyS7', 'Error: Input/output error setting custom baud rate of 115200', linux, 'port.not-serial'],
    ['/dev/ttyUSB2', 'Error: Input/output error, cannot open /dev/ttyUSB2', linux, 'port.vanished'],
    ['/dev/ttyUSB2', 'Error: No such device or address, cannot open /dev/ttyUSB2', linux, 'port.vanished'],
    ['/dev/ttyUSB2', 'Invalid stop bits setting 2', linux, 'port.bad-settings'],
    ['/dev/ttyUSB2', 'Invalid parity setting 3', linux, 'port.bad-settings'],
    ['/dev/ttyUSB2', 'Error: Invalid argument || while setting custom baud rate of 12000000', linux, 'port.bad-settings'],
    ['COM11', 'Opening COM11: File not found', windows, 'port.not-found'],
    ['COM11', 'Opening COM11: Access denied', windows, 'port.busy'],
    ['COM11', 'Opening COM11: Unknown error code 31', windows, 'port.vanished'],
    ['COM11', 'Opening COM11: Unknown error code 121', windows, 'port.vanished'],
    ['COM11', 'Opening COM11: Unknown error code 1', windows, 'port.not-serial'],
    ['COM11', 'Open (SetCommState): Unknown error code 87', windows, 'port.bad-settings'],
    ['COM11', 'Open (SetCommState): The parameter is incorrect', windows, 'port.bad-settings'],
    ['COM11', 'Opening COM11: Unknown error code 1450', windows, 'port.open-failed'],
  ])('%s: %s', (path, message, facts, code) => {
    const failure = open(path, message, facts)
    expect([failure.code, failure.stage, failure.evidence]).toEqual([code, 'port', message])
    expect([failure.what.en, failure.what.zh, failure.next.en, failure.next.zh].every((words) => words.length > 5)).toBe(true)
  })

  it('names the group to join, or says that the login is older than the membership', () => {
    const denied = 'Error: Permission denied, cannot open /dev/ttyUSB2'
    expect(open('/dev/ttyUSB2', denied, { ...linux, group: 'uucp' }).next.en).toBe(
      'It belongs to the group uucp: run "sudo usermod -aG uucp $USER", then log out and log in again.',
    )
    expect(open('/dev/ttyUSB2', denied, { ...linux, group: 'dialout', groupNeedsLogin: true }).next.en).toContain('log out, log in again')
    expect(open('/dev/ttyUSB2', denied, linux).next.en).toContain('udev rule')
  })

  it('names the program that holds the port', () => {
    const busy = 'Error Resource temporarily unavailable Cannot lock port'
    const failure = open('/dev/ttyUSB2', busy, { ...linux, holder: { name: 'picocom', pid: 4711, isSelf: false } })
    expect([failure.what.en, failure.what.zh]).toEqual([
      'Another program has /dev/ttyUSB2 open: picocom (pid 4711).',
      '/dev/ttyUSB2 已被其他程序占用：picocom（pid 4711）。',
    ])
  })
})

describe('what the system knows', () => {
  it('reads groups and locks', () => {
    expect(groupEntry('root:x:0:\ndialout:x:20:ann,bob\nuucp:x:14:\n', 20)).toEqual({ name: 'dialout', members: ['ann', 'bob'] })
    expect(groupEntry('uucp:x:14:\n', 14)).toEqual({ name: 'uucp', members: [] })
    expect(groupEntry('uucp:x:14:\n', 20)).toBeUndefined()
    const locks = [
      '1: POSIX  ADVISORY  WRITE 77 00:18:5 0 EOF',
      '2: FLOCK  ADVISORY  WRITE 88 00:19:5 0 EOF',
      '3: FLOCK  ADVISORY  WRITE 4711 00:18:5 0 EOF',
      '3: -> FLOCK  ADVISORY  WRITE 12 00:18:6 0 EOF',
    ].join('\n')
    expect([lockOwner(locks, 0x18, 5), lockOwner(locks, 0x18, 6), lockOwner(locks, 0x20, 5)]).toEqual([4711, undefined, undefined])
  })
})
