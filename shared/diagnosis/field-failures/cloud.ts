import { text } from '../../text/local-text.ts'
import { ask, known, look, possible, type FieldFailure } from './field-failure.ts'
import { closing, login, lost, noLoginAt, publishCommand } from './signs.ts'
import { alibabaCodes, awsGuide, simcomAws } from './sources.ts'

const alibaba = ['alibaba-iot'] as const
const recompute = look('Paste the login into Signature, “Check a login”: it says which part is wrong.', '把登录参数贴到“签名”的“校验登录参数”里，会指出哪一项不对。')
const deviceLog = look('The cloud’s device log for this device and minute names the code.', '看云平台该设备这一分钟的日志，里面有错误码。')

/** Rules of the clouds. */
export const cloudFailures: readonly FieldFailure[] = [
  {
    id: 'cloud.alibaba-dropped',
    stage: 'cloud',
    clouds: alibaba,
    symptom: text('Alibaba Cloud: logged in and dropped at once (log: 6100, 6204)', '阿里云：登录后马上被断开（日志 6100、6204）'),
    when: [
      { clouds: alibaba, line: lost, before: [login], unless: closing },
      { line: '\\b(?:code"?[:=] ?)?(?:6100|6204)\\b' },
    ],
    causes: [
      possible('the device is disabled (6204) or was deleted (6100): the console’s list shows it.', '设备被禁用（6204）或已删除（6100）：看控制台设备列表。'),
      possible('product key, device name and secret stand in the wrong order or belong to two devices: checking the login tells.', '三元组顺序错，或来自两台设备：校验登录参数就知道。'),
      possible('a second client with the same triple throws this one out: the log says kicked.', '同一三元组在别处登录把它踢下线：日志会写 kicked。'),
    ],
    checks: [deviceLog, recompute],
    fix: text('Enable the device, or enter the triple of one device.', '启用设备，或填同一台设备的三元组。'),
  },
  {
    id: 'cloud.tencent-refused',
    stage: 'mqtt',
    clouds: ['tencent-iothub'],
    symptom: text('Tencent Cloud refuses a login that looks right', '腾讯云拒绝看起来正确的登录'),
    when: noLoginAt('tencent-iothub'),
    causes: [
      possible('the expiry in the user name lies in the past, because the clock that made it was wrong. The last number is Unix seconds.', '用户名里的过期时间已过，生成时的时钟不准。最后一个数是 Unix 秒。'),
      possible('more than one login in 5 s: the next ones are throttled. A pause helps.', '5 秒内登录超过一次被限流：停一会儿再试。'),
      possible('the PSK was not decoded from base64 before signing.', '签名前没有对 PSK 做 base64 解码。'),
    ],
    checks: [recompute, ask('AT+CCLK?', 'The modem’s clock, where the firmware signs', '模组时间（固件自己签名时）')],
    fix: text('Sign with an expiry far ahead (4294967295), and wait 5 s between tries.', '用很远的过期时间（4294967295）签名；两次登录间隔 5 秒。'),
  },
  {
    id: 'cloud.huawei-time',
    stage: 'mqtt',
    clouds: ['huawei-iotda'],
    symptom: text('Huawei Cloud refuses the login with signType 1', '华为云 signType 1 登录被拒'),
    when: [
      ...noLoginAt('huawei-iotda'),
      { line: '^(?:\\+QMTCONN: \\d+,(?:2|0,[1-5])|\\+CMQTTCONNECT: \\d+,(?:26|28|30|31)|\\+LMQTTCONN: \\d+,\\d,[1-6])$', before: ['_0_1_20\\d{8}'] },
    ],
    causes: [
      possible('the hour in the client ID is local time; it must be UTC (8 h less than Beijing’s).', 'Client ID 里的小时用了本地时间，应为 UTC（比北京时间少 8 小时）。'),
      possible('the clock that made it is off by more than an hour: signType 0 logs in.', '生成它的时钟差了一小时以上：signType 0 能登录。'),
    ],
    checks: [recompute, look('Compare the last ten digits of the client ID with the UTC hour.', '把 Client ID 最后十位与当前 UTC 小时对比。')],
    fix: text('signType 0 (the time is not checked), or UTC as YYYYMMDDHH.', '用 signType 0（不校验时间），或按 UTC 填 YYYYMMDDHH。'),
  },
  {
    id: 'cloud.onenet-token',
    stage: 'mqtt',
    clouds: ['onenet'],
    symptom: text('OneNET refuses the token', 'OneNET 拒绝 Token'),
    when: [...noLoginAt('onenet'), { line: '^(?:\\+QMTCONN: \\d+,(?:2|0,[1-5])|\\+CMQTTCONNECT: \\d+,(?:26|30|31))$', before: ['version=2018-10-31'] }],
    causes: [
      possible('et lies in the past: it is Unix seconds.', 'et 已过期：它是 Unix 秒。'),
      possible('sign or res is not URL-encoded: %2F, %2B, %3D must stand in it.', 'sign 或 res 没有 URL 编码：里面应有 %2F、%2B、%3D。'),
      possible('the product’s key with the device’s res, or the other way round.', '产品密钥配了设备 res，或反过来。'),
      possible('“MD5” for “md5”: the method’s name goes into the signature as it stands.', '方法名写成 MD5 而不是 md5：它原样参与签名。'),
    ],
    checks: [recompute],
    fix: text('Compute the token anew with the device’s key, res products/<pid>/devices/<device>, and an et far ahead.', '用设备密钥、res 为 products/<产品ID>/devices/<设备名>、足够远的 et 重新计算。'),
  },
  {
    id: 'cloud.azure-refused',
    stage: 'mqtt',
    clouds: ['azure-iothub'],
    symptom: text('Azure IoT Hub refuses or closes the login', 'Azure IoT Hub 拒绝登录或直接断开'),
    when: noLoginAt('azure-iothub'),
    causes: [
      possible('the SAS token has expired: se is Unix seconds.', 'SAS Token 过期：se 是 Unix 秒。'),
      possible('the user name has no /?api-version=….', '用户名缺少 /?api-version=…。'),
      possible('TLS below 1.2, or no SNI: this PC logs in with the same values.', 'TLS 低于 1.2，或没带 SNI：用电脑同样参数能登录。'),
      possible('the device is disabled: the portal shows it.', '设备被禁用：看门户。'),
    ],
    checks: [recompute, ask({ quectel: 'AT+QSSLCFG="sslversion",{ctx}', simcom: 'AT+CSSLCFG?' }, 'The TLS version: 3 is 1.2, 4 all', 'TLS 版本：3 为 1.2，4 为全部')],
    fix: text('A new SAS token, the user name with api-version, sslversion 3 or 4, sni 1.', '重新生成 SAS、用户名带 api-version、sslversion 设 3 或 4、sni 设 1。'),
  },
  {
    id: 'cloud.aws-policy',
    stage: 'cloud',
    clouds: ['aws'],
    symptom: text('AWS IoT: logged in, and the link drops with the first publish or subscription', 'AWS IoT：登录成功，一发布或订阅就断'),
    when: [
      { clouds: ['aws'], line: lost, before: [login, `${publishCommand}|^AT\\+(?:QMTSUB|CMQTTSUB|MSUB|MQTTSUB)`], unless: closing },
      { clouds: ['aws'], line: '^\\+CMQTT(?:PUB|SUB): \\d+,6$' },
      { line: '^\\+CMQTTCONNLOST: \\d+,1$', before: ['^\\+CMQTTPUB: \\d+,6$'] },
    ],
    causes: [known(`${awsGuide}, AWS IoT Core policies: a denied publish or subscribe closes the connection; ${simcomAws}: +CMQTTPUB: 0,6, +CMQTTCONNLOST: 0,1`, 'The policy does not allow this topic or this client ID.', '策略不允许该主题或该 Client ID。')],
    checks: [look('AWS console: does the certificate’s policy have iot:Publish on topic/<topic> and iot:Subscribe on topicfilter/<topic>?', 'AWS 控制台：证书的策略里是否有 topic/<主题> 的 iot:Publish、topicfilter/<主题> 的 iot:Subscribe？'), look('CloudWatch, AWSIotLogsV2: AUTHORIZATION_FAILURE names the topic.', 'CloudWatch 的 AWSIotLogsV2：AUTHORIZATION_FAILURE 会写主题。')],
    fix: text('Extend the policy for the topic and the client ID; the topic must be written exactly so.', '在策略里放开该主题和 Client ID；主题要写得完全一致。'),
  },
  {
    id: 'cloud.already-registered',
    stage: 'cloud',
    symptom: text('Dynamic registration answers that the device is already active', '动态注册返回设备已激活'),
    when: [{ line: '(?:[Dd]evice )?[Aa]lready (?:active|activated|registered)|设备已(?:激活|注册)' }],
    causes: [possible('the device registered before: its secret is given out once. The console shows it as activated.', '设备已经注册过：密钥只下发一次。控制台显示已激活。')],
    checks: [look('Console: is the device activated? Is its secret kept in the product’s storage?', '控制台：设备是否已激活？产品里是否存有之前下发的密钥？')],
    fix: text('Use the secret saved then, or reset the device in the console and register again.', '用当时保存的密钥，或在控制台重置设备后重新注册。'),
  },
  {
    id: 'cloud.alibaba-6207',
    stage: 'cloud',
    clouds: alibaba,
    symptom: text('Alibaba Cloud: 6207, the payload is no JSON', '阿里云：6207，内容不是合法 JSON'),
    when: [{ line: '\\b6207\\b' }],
    causes: [
      known(`${alibabaCodes}, 6207; public EC800M notes on GitHub: line feeds typed over the UART`, 'Line ends came into the JSON while it was typed or copied.', '输入或复制时 JSON 里混进了换行。'),
      known(alibabaCodes, 'Single quotes, or the text was cut at 0x1A or at its announced length.', '用了单引号，或在 0x1A 处、声明长度处被截断。'),
    ],
    checks: [look('Read the payload in the device log in hex: 0A, 0D or a missing } stand there.', '在设备日志里看十六进制：有没有 0A、0D，末尾是否缺 }。')],
    fix: text('Compact JSON on one line with double quotes, and its exact length in bytes.', '用一行的紧凑 JSON、双引号，长度按字节填准。'),
  },
  {
    id: 'cloud.reply-460',
    stage: 'cloud',
    symptom: text('The reply’s code is 460 or 6450', '应答码为 460 或 6450'),
    when: [{ line: '"code" ?: ?(?:460|6450)\\b' }],
    causes: [
      possible('params is empty or of the wrong form (460): it must be an object with the model’s identifiers.', 'params 为空或格式不对（460）：应是带物模型标识符的对象。'),
      possible('method or id is missing (6450): compare with the reply’s own method.', '缺少 method 或 id（6450）：对照应答里的 method。'),
    ],
    checks: [look('Compare the payload with {"id":"1","version":"1.0","params":{…},"method":"thing.event.property.post"}.', '与 {"id":"1","version":"1.0","params":{…},"method":"thing.event.property.post"} 对照。')],
    fix: text('Complete id, version, params and method.', '补全 id、version、params、method。'),
  },
  {
    id: 'cloud.alibaba-no-reply',
    stage: 'cloud',
    clouds: alibaba,
    symptom: text('Alibaba Cloud: publishing succeeds, but no …_reply comes', '阿里云：发布成功，但收不到 …_reply'),
    when: [
      { clouds: alibaba, line: '"ack" ?: ?0' },
      { clouds: alibaba, line: '/thing/event/(?:property|[^/"]+)/post"', unless: 'post_reply', weak: true },
    ],
    causes: [
      possible('the payload says "sys":{"ack":0}: then the cloud does not answer.', '内容里有 "sys":{"ack":0}：云平台就不应答。'),
      possible('the …_reply topic is not subscribed: no AT command for it stands in the log.', '没有订阅 …_reply 主题：日志里没有对应指令。'),
    ],
    checks: [look('Subscribe /sys/<pk>/<dn>/thing/event/property/post_reply and publish again.', '订阅 /sys/<pk>/<dn>/thing/event/property/post_reply 再发布。')],
    fix: text('Subscribe the reply’s topic before publishing; ack 1, or leave sys out.', '发布前先订阅应答主题；ack 设 1，或不带 sys。'),
  },
]
