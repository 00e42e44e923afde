import { quoted } from '../../at/quote.ts'
import type { HttpRequest, Route } from '../../clouds/profile.ts'
import { utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Capture, Recovery, Step } from '../../wizard/step.ts'
import { bearerTime, bodyTime, manual, promptTime, quick, requestTime } from './constants.ts'
import { apnOf } from './fields.ts'

const guide = 'openLuat, Air780EP with Alibaba Cloud, and its HTTP guide'

const plain = (id: string, stage: Step['stage'], send: string, title: Text, why: Text, timeoutMs: number = quick, recover?: Recovery): Step => ({
  id,
  stage,
  title,
  why,
  source: guide,
  send,
  secrets: [],
  expect: { timeoutMs },
  ...(recover && { recover: [recover] }),
  risk: 'volatile',
})

/** HTTP has a bearer of its own; MQTT takes that of the attach. */
function bearerSteps(apn: string): readonly Step[] {
  const open = plain('bearer-open', 'data', 'AT+SAPBR=1,1', text('Open the bearer', '打开 HTTP 承载'), text('An address for HTTP.', '为 HTTP 获取地址。'), bearerTime, {
    when: '^\\+CME ERROR: 3$',
    send: [{ line: 'AT+SAPBR=0,1', timeoutMs: bearerTime }],
    why: text('The bearer is still open from an earlier run: close it and open it again.', '承载还是上次打开的：先关闭再重新打开。'),
  })
  return [
    plain('bearer-type', 'data', 'AT+SAPBR=3,1,"CONTYPE","GPRS"', text('Kind of bearer', '承载类型'), text('Packet data.', '分组数据。')),
    ...(apn === ''
      ? []
      : [plain('bearer-apn', 'data', `AT+SAPBR=3,1,"APN",${quoted(apn)}`, text('APN of the bearer', '承载 APN'), text('Of the SIM in the modem.', '按 SIM 卡填写。'))]),
    { ...open, opens: true },
  ]
}

function requestSteps({ url, headers, body }: HttpRequest): readonly Step[] {
  const bytes = utf8(body)
  return [
    plain('http-init', 'cloud', 'AT+HTTPINIT', text('Start HTTP', '初始化 HTTP'), text('One request at a time.', '同一时间只能有一个请求。'), quick, {
      when: '^\\+CME ERROR: 767$',
      send: [{ line: 'AT+HTTPTERM', timeoutMs: quick }],
      why: text('HTTP is still started from an earlier run: end it and start anew.', 'HTTP 还是上次初始化的状态：先结束再重新初始化。'),
    }),
    plain('http-url', 'cloud', `AT+HTTPPARA="URL",${quoted(url)}`, text('Address of the request', '请求地址'), text('The cloud’s interface for devices.', '云平台的设备接口。')),
    ...Object.entries(headers).map(([name, value], index) =>
      plain(`http-header-${index + 1}`, 'cloud', `AT+HTTPPARA="USER_DEFINED",${quoted(`${name}: ${value}`)}`, text('Header', '请求头'), text('The blank behind the colon must be there.', '冒号后面必须有一个空格。')),
    ),
    {
      ...plain(
        'http-body',
        'cloud',
        `AT+HTTPDATA=${bytes.length},${bodyTime}`,
        text('Body of the request', '请求正文'),
        text(`Exactly ${bytes.length} bytes after DOWNLOAD: one too many would become a command, one too few is waited for.`, `出现 DOWNLOAD 后正好发送 ${bytes.length} 字节：多一个会变成指令，少一个会一直等。`),
        promptTime,
      ),
      then: { prompt: 'DOWNLOAD', promptTimeoutMs: promptTime, bytes, end: 'length', label: text('signed request', '已签名的请求').en, secret: true },
    },
    {
      ...plain('http-action', 'cloud', 'AT+HTTPACTION=1', text('Send it (POST)', '发送请求（POST）'), text('The status and the answer’s length come as a URC; 6xx are the modem’s own.', '状态码和应答长度以 URC 上报；6xx 是模组自己的错误。')),
      source: `${manual}, chapter 14, AT+HTTPACTION`,
      expect: { timeoutMs: quick, urc: { prefix: '+HTTPACTION: 1,', accept: '^\\+HTTPACTION: 1,[1-5]\\d\\d,[1-9]\\d*$', timeoutMs: requestTime } },
      capture: [{ name: 'http-status', label: text('HTTP status', 'HTTP 状态码'), pattern: '^\\+HTTPACTION: 1,(\\d{3}),' }],
    },
  ]
}

const readStep = (values: Route['values'], isFinal: boolean): Step => ({
  ...plain(
    'http-read',
    'cloud',
    'AT+HTTPREAD',
    text('Read the answer', '读取应答'),
    isFinal
      ? text('Its secret is given once: it is kept here, hidden, until this run is discarded. Copy it before that.', '密钥只下发一次：保存在本次运行里，不显示明文；请在结束前复制保存。')
      : text('What it brings goes into the login; secrets are masked wherever they are shown or recorded.', '取到的值用于登录；密钥在显示和记录里都会打码。'),
    promptTime,
  ),
  answer: '^\\+HTTPREAD: \\d+\\n([\\s\\S]*)$',
  capture: values.map(
    ({ name, label, secret }): Capture => ({ name, label, pattern: `"${name}" ?: ?"([^"]*)"`, ...(secret && { secret }) }),
  ),
  hide: values.filter(({ secret }) => secret).flatMap(({ name }) => [`"${name}":"`, `"${name}": "`].map((after) => ({ after, until: '"' }))),
  ...(isFinal && { risk: 'irreversible' as const }),
})

/** From the bearer to the answer, in the guide's order. A secret that is given once is not asked for twice: the cloud would refuse. */
export function httpSteps(job: Job, request: HttpRequest, route: Route): readonly Step[] {
  const isFinal = route.isFinal === true
  const steps = [
    ...bearerSteps(apnOf(job)),
    ...requestSteps(request).map((step): Step => (isFinal && step.id === 'http-action' ? { ...step, risk: 'irreversible' } : step)),
    readStep(route.values, isFinal),
    plain('http-end', 'cloud', 'AT+HTTPTERM', text('End HTTP', '结束 HTTP'), text('Frees what the request took.', '释放请求占用的资源。')),
  ]
  const given = isFinal ? route.values.find(({ secret }) => secret)?.name : undefined
  return given === undefined ? steps : steps.map((step): Step => ({ ...step, unless: given }))
}
