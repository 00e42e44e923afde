import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { dataModeEnd, limits } from './constants.ts'
import { isOwnBuild } from './fields.ts'
import { pemText } from './pem-text.ts'
import { storeCommand } from './steps-credentials.ts'
import { tagWithoutCa } from './tag-without-ca.ts'

const name = 'Serial Modem'

const rebuild = text(
  'Build the firmware with a larger value (SM_MAX_USERNAME, SM_MAX_PASSWORD, MQTT_MAX_CID_LEN) and choose “Own build”, or take another modem. At Alibaba Cloud the sign method hmacmd5 gives a password of 32.',
  '把固件里的上限（SM_MAX_USERNAME、SM_MAX_PASSWORD、MQTT_MAX_CID_LEN）改大后重新编译，再在“固件”里选“自编译”；或换用其他模组。接阿里云时签名方法选 hmacmd5，密码只有 32 个字符。',
)
/** The sizes that an own build sets, where the firmware's program has them. */
const builtIn: Readonly<Record<string, string>> = {
  clientId: 'MQTT_MAX_CID_LEN (sm_at_mqtt.c)',
  username: 'SM_MAX_USERNAME (sm_defines.h)',
  password: 'SM_MAX_PASSWORD (sm_defines.h)',
}

const refuse = (code: string, stage: Finding['stage'], field: string, what: Finding['what'], next: Finding['next']): Finding => ({ severity: 'error', code, stage, field, what, next })

/** Everything that would exceed the firmware's buffers, and values that could not be written down in a command. */
export function lintNrf(job: Job): readonly Finding[] {
  return [
    ...lintParameters({ name, limits, doubtsCommas: false }, job).map((finding) => atBuild(finding, isOwnBuild(job))),
    ...lintTransport(name, job),
    ...lintLogin(job),
    ...(job.exchange.publishTopic === undefined ? [] : lintPayload(job.exchange.payload)),
    ...lintFiles(job),
  ]
}

/** What is too long for the firmware as released is a remark where it was built anew. */
function atBuild(finding: Finding, isOwn: boolean): Finding {
  const size = finding.code === 'modem.too-long' && finding.field !== undefined ? builtIn[finding.field] : undefined
  if (size === undefined) return finding
  if (!isOwn) return { ...finding, next: rebuild }
  return {
    ...finding,
    severity: 'warning',
    next: text(
      `The build must have a larger ${size}; a whole login of more than 512 bytes needs CONFIG_SM_MQTTC_MESSAGE_BUFFER_LEN as well.`,
      `编译时要放宽 ${size}；登录参数总长超过 512 字节还要改大 CONFIG_SM_MQTTC_MESSAGE_BUFFER_LEN。`,
    ),
  }
}

/** "ignore password if no user_name" (do_mqtt_connect). */
function lintLogin({ credential: { username = '', password = '' } }: Job): Finding[] {
  if (password === '' || username !== '') return []
  return [
    refuse(
      'modem.password-without-name',
      'mqtt',
      'username',
      text('The Serial Modem sends no password where the user name is empty.', '用户名为空时，Serial Modem 不会发送密码。'),
      text('Enter a user name; any will do where the server looks at the password alone.', '请填写用户名；服务器只看密码的话随便填一个即可。'),
    ),
  ]
}

function lintPayload(payload: string): Finding[] {
  if (payload === '') {
    return [
      refuse(
        'modem.payload-empty',
        'cloud',
        'payload',
        text('The Serial Modem cannot publish an empty message: without content it enters data mode.', 'Serial Modem 不能发布空消息：内容为空时会进入数据模式。'),
        text('Enter a message, or leave the topic empty.', '请填写消息内容，或把主题留空。'),
      ),
    ]
  }
  if (payload.includes(dataModeEnd) || payload.endsWith('+')) {
    return [
      refuse(
        'modem.payload-ends-data-mode',
        'cloud',
        'payload',
        text(`The message holds ${dataModeEnd}, or ends with +: ${dataModeEnd} ends data mode.`, `消息里有 ${dataModeEnd}，或以 + 结尾：${dataModeEnd} 会退出数据模式。`),
        text('Write it another way, in JSON as \\u002b.', '换一种写法，JSON 里可以写成 \\u002b。'),
      ),
    ]
  }
  return lintPayloadLength(payload, 'AT#XMQTTPUB', limits.payload)
}

function lintFiles({ credential }: Job): Finding[] {
  const { ca, certificate, privateKey, tls } = credential
  if (tls === 'none') return []
  const found = ([['ca', 0, ca], ['cert', 1, certificate], ['key', 2, privateKey]] as const).flatMap(([field, type, file]): Finding[] => {
    if (!file) return []
    const pem = pemText(file)
    if (pem === undefined) {
      return [
        refuse(
          'modem.not-pem',
          'tls',
          field,
          text(`${file.name} is no PEM text, and AT%CMNG takes nothing else.`, `${file.name} 不是 PEM 文本，AT%CMNG 只接受 PEM。`),
          text('Convert it: openssl x509 -inform der -in file.cer -out file.pem', '先转换格式：openssl x509 -inform der -in file.cer -out file.pem'),
        ),
      ]
    }
    const size = byteLength(`${storeCommand(type)}${pem}"`)
    if (size <= limits.commandLine) return []
    return [
      refuse(
        'modem.file-too-long',
        'tls',
        field,
        text(`The command with ${file.name} has ${size} bytes; the modem takes ${limits.commandLine}.`, `写入 ${file.name} 的指令有 ${size} 字节，模组最多接收 ${limits.commandLine} 字节。`),
        text('Choose the CA’s own certificate, not a bundle of all CAs.', '请选择对应的那一张 CA 证书，不要用整包根证书。'),
      ),
    ]
  })
  if (ca === undefined) found.push(tagWithoutCa)
  return found
}
