import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import type { Module } from './models.ts'
import { bearerReleased, brokerFaults, connectionFaults, fault, lineFaults, networkFaults, refusedLogin, simFallsOut, wrongApn } from '../kit/faults.ts'

/** In the order in which they lie between the cable and the cloud. */
const all: readonly PracticeFault[] = [
  ...lineFaults,
  fault(
    'reboots',
    'Reboots while transmitting',
    '发射时重启',
    'RDY appears in the middle of AT+QMTOPEN: the supply dips.',
    '执行 AT+QMTOPEN 时冒出 RDY：供电跌落导致重启。',
  ),
  fault(
    'urc-port-elsewhere',
    'URCs go to another port',
    'URC 上报到别的口',
    'Commands answer OK but no URC ever comes; AT+QURCCFG mends it.',
    '指令都回 OK，但收不到任何 URC；用 AT+QURCCFG 改回来。',
  ),
  ...networkFaults,
  simFallsOut,
  fault(
    'no-pdp',
    'No data bearer',
    'PDP 激活失败',
    'Attached, but no address: wrong APN or no data left; +QMTOPEN: 0,3.',
    '已附着但拿不到 IP：APN 不对或流量用尽；+QMTOPEN: 0,3。',
  ),
  wrongApn,
  bearerReleased,
  fault(
    'dns-failure',
    'Names do not resolve',
    '域名解析失败',
    '+QMTOPEN: 0,4 for every host name; addresses still work.',
    '任何域名都返回 +QMTOPEN: 0,4；直接用 IP 可以。',
  ),
  fault(
    'bad-clock',
    'Clock stands at 1980',
    '模组时间停在 1980 年',
    'Certificates look not yet valid when ignorelocaltime is 0; AT+QNTP mends it.',
    'ignorelocaltime 为 0 时证书会被判为未生效；用 AT+QNTP 校时。',
  ),
  fault(
    'file-exists',
    'File is already there',
    '文件已存在',
    'AT+QFUPL answers +CME ERROR: 407 until the old file is deleted.',
    'AT+QFUPL 返回 +CME ERROR: 407，要先删除旧文件。',
  ),
  fault(
    'full-storage',
    'Storage is full',
    '存储空间已满',
    'AT+QFUPL answers +CME ERROR: 403 (UFS) or 420 (RAM).',
    'AT+QFUPL 返回 +CME ERROR: 403（UFS）或 420（RAM）。',
  ),
  ...connectionFaults,
  refusedLogin,
  ...brokerFaults,
  fault(
    'drops-after-connect',
    'Link drops after connecting',
    '连上后马上掉线',
    '+QMTSTAT: 0,1 soon after +QMTCONN: 0,0,0.',
    '+QMTCONN: 0,0,0 之后很快出现 +QMTSTAT: 0,1。',
  ),
  fault(
    'prompt-never-comes',
    'Publish prompt never comes',
    '等不到发布提示符 >',
    'AT+QMTPUB gives no >; ESC ends it.',
    'AT+QMTPUB 之后没有 >，发 ESC 才能退出。',
  ),
  fault(
    'publish-fails',
    'Publishing fails',
    '发布失败',
    '+QMTPUB: 0,n,2, and nothing leaves the modem.',
    '返回 +QMTPUB: 0,n,2，数据没有发出去。',
  ),
]

/** Of no effect on a module without certificates. */
const needsTls = (name: string): boolean => /^(?:tls-|file-exists|full-storage|bad-clock)/.test(name)
/** Of no effect where there is no prompt. */
const needsPrompt = (name: string): boolean => name === 'prompt-never-comes'

export const faultsOf = ({ hasTls, publishesInline }: Module): readonly PracticeFault[] =>
  all.filter(({ name }) => (hasTls || !needsTls(name)) && (!publishesInline || !needsPrompt(name)))
