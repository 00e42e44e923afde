import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** AWS IoT Core developer guide, "Reserved topics", "Jobs device MQTT API", "Device provisioning MQTT API". */
export function awsTopics(inputs: Inputs): readonly SystemTopic[] {
  const thing = str(inputs, 'clientId') || '{thingName}'
  const [shadow, jobs] = [`$aws/things/${thing}/shadow`, `$aws/things/${thing}/jobs`]
  return [
    { topic: `${thing}/up`, direction: 'publish', title: text('A topic of your own, as the policy allows it', '自定义主题（以策略允许的为准）'), payload: '{"temperature":25}' },
    { topic: `${thing}/down`, direction: 'subscribe', title: text('A topic of your own, as the policy allows it', '自定义主题（以策略允许的为准）') },
    {
      topic: `${shadow}/update`,
      direction: 'publish',
      title: text('Report to the device shadow', '上报设备影子'),
      payload: '{"state":{"reported":{"temperature":25}},"clientToken":"1"}',
    },
    { topic: `${shadow}/update/accepted`, direction: 'subscribe', title: text('The report was taken', '影子更新成功') },
    { topic: `${shadow}/update/rejected`, direction: 'subscribe', title: text('The report was refused: code and message', '影子更新被拒：错误码和说明') },
    { topic: `${shadow}/update/delta`, direction: 'subscribe', title: text('The cloud wants another state', '期望值与上报值的差异') },
    { topic: `${shadow}/get`, direction: 'publish', title: text('Fetch the shadow: an empty message', '读取影子（空消息）'), payload: '' },
    { topic: `${shadow}/get/accepted`, direction: 'subscribe', title: text('The shadow', '影子内容') },
    { topic: `${jobs}/notify-next`, direction: 'subscribe', title: text('A job is waiting', '有新任务') },
    { topic: `${jobs}/start-next`, direction: 'publish', title: text('Start the next job', '开始下一个任务'), payload: '{"clientToken":"1"}' },
    { topic: `${jobs}/start-next/accepted`, direction: 'subscribe', title: text('The job with its document', '任务及其文档') },
    { topic: `${jobs}/{jobId}/update`, direction: 'publish', title: text('Tell how a job went', '上报任务结果'), payload: '{"status":"SUCCEEDED","clientToken":"1"}' },
    {
      topic: '$aws/certificates/create/json',
      direction: 'publish',
      title: text('Fleet provisioning: ask for key and certificate (empty message)', '批量预置：申请密钥和证书（空消息）'),
      payload: '',
    },
    { topic: '$aws/certificates/create/json/accepted', direction: 'subscribe', title: text('Certificate, private key and ownership token', '返回证书、私钥和所有权令牌') },
    {
      topic: '$aws/provisioning-templates/{templateName}/provision/json',
      direction: 'publish',
      title: text('Fleet provisioning: register the thing', '批量预置：注册事物'),
      payload: '{"certificateOwnershipToken":"…","parameters":{"SerialNumber":"868488076506128"}}',
    },
    {
      topic: '$aws/provisioning-templates/{templateName}/provision/json/accepted',
      direction: 'subscribe',
      title: text('Name and settings of the thing', '返回事物名称和配置'),
    },
    {
      topic: `$aws/rules/{ruleName}/${thing}/up`,
      direction: 'publish',
      title: text('Basic Ingest: straight to a rule, without broker and its price', '基本摄取：直达规则，不经消息代理、不计消息费'),
      payload: '{"temperature":25}',
    },
  ]
}

const lifecycle = '$aws/events/presence/disconnected'

/** AWS IoT Core developer guide, "Lifecycle events", "AWS IoT differences from MQTT specifications", "Device Shadow error messages". */
export const awsCodes: readonly ReturnCode[] = [
  {
    where: 'TCP',
    code: 'closed',
    meaning: text(
      'Closed without a word: certificate not active or without a policy, client ID or topic not allowed, no SNI, QoS 2.',
      '没有提示就断开：证书未激活或没有附加策略、Client ID 或主题不被允许、没带 SNI、用了 QoS 2。',
    ),
    next: text(
      'Watch $aws/events/presence/disconnected/{clientId} in the console’s test client: it names the reason.',
      '在控制台的 MQTT 测试客户端订阅 $aws/events/presence/disconnected/{clientId}，里面有原因。',
    ),
  },
  {
    where: 'CONNACK',
    code: '5 / 7',
    meaning: text('The client is not authorised to connect.', '客户端无权连接。'),
    next: text('Compare the policy with the client ID.', '对照策略检查 Client ID。'),
  },
  {
    where: lifecycle,
    code: 'AUTH_ERROR',
    meaning: text('Not authenticated, or not authorised.', '认证失败，或没有权限。'),
    next: text('Policy of the certificate: iot:Connect, iot:Publish, iot:Subscribe, iot:Receive.', '检查证书的策略：iot:Connect、iot:Publish、iot:Subscribe、iot:Receive。'),
  },
  {
    where: lifecycle,
    code: 'CLIENT_ERROR',
    meaning: text('The client did something wrong: a second CONNECT, or a payload over 128 KB.', '客户端违规：重复发送 CONNECT，或负载超过 128 KB。'),
  },
  { where: lifecycle, code: 'CLIENT_INITIATED_DISCONNECT', meaning: text('The client said goodbye.', '客户端主动断开。') },
  { where: lifecycle, code: 'CONNECTION_LOST', meaning: text('The network broke.', '网络中断。') },
  {
    where: lifecycle,
    code: 'DUPLICATE_CLIENTID',
    meaning: text('Another client came with the same client ID.', '有另一个客户端用相同的 Client ID 登录。'),
    next: text('Search for it; two devices must not share one.', '查找重复的客户端，Client ID 不能共用。'),
  },
  { where: lifecycle, code: 'FORBIDDEN_ACCESS', meaning: text('The client may not connect, for instance from its address.', '不允许该客户端连接，例如 IP 被禁止。') },
  { where: lifecycle, code: 'MQTT_KEEP_ALIVE_TIMEOUT', meaning: text('Nothing came for one and a half times the keep-alive.', '超过 1.5 倍心跳时间没有数据。') },
  {
    where: lifecycle,
    code: 'SERVER_INITIATED_DISCONNECT',
    meaning: text('AWS ended the connection for reasons of its own.', 'AWS 因运维原因断开。'),
    next: text('Connect again.', '重新连接即可。'),
  },
  { where: lifecycle, code: 'THROTTLED', meaning: text('Too many messages.', '超过流量限制。'), next: text('Send less often.', '请降低发送频率。') },
  {
    where: lifecycle,
    code: 'WEBSOCKET_TTL_EXPIRATION',
    meaning: text('The WebSocket reached its longest time, 24 hours.', 'WebSocket 达到最长 24 小时。'),
    next: text('Sign a new URL and connect again.', '重新签名后再连接。'),
  },
  { where: 'shadow/…/rejected', code: '400', meaning: text('The JSON is malformed or lacks “state”.', 'JSON 格式错误或缺少 state。') },
  { where: 'shadow/…/rejected', code: '404', meaning: text('There is no such thing or shadow.', '事物或影子不存在。') },
  { where: 'shadow/…/rejected', code: '409', meaning: text('The version is not the latest one.', '版本号冲突。') },
  { where: 'shadow/…/rejected', code: '413', meaning: text('The shadow is larger than 8 KB.', '影子文档超过 8 KB。') },
  { where: 'shadow/…/rejected', code: '429', meaning: text('Too many requests under way.', '并发请求过多。') },
]

/** AWS IoT Core developer guide, "Server authentication". */
export const awsAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'Amazon Root CA 1',
    what: text('RSA 2048: the one to load into a modem. This PC knows it.', 'RSA 2048：模组一般加载这一个。电脑自带。'),
    where: 'https://www.amazontrust.com/repository/AmazonRootCA1.pem',
  },
  {
    name: 'Amazon Root CA 3',
    what: text('ECC P-256: for modems that negotiate ECDSA with the server.', 'ECC P-256：与服务器协商 ECDSA 套件的模组需要它。'),
    where: 'https://www.amazontrust.com/repository/AmazonRootCA3.pem',
  },
  {
    name: 'Starfield Services Root CA - G2',
    what: text('Has cross-signed the others: for old devices that do not know them.', '交叉签发了以上 CA：供不认识它们的老设备使用。'),
    where: 'https://www.amazontrust.com/repository/SFSRootCAG2.pem',
  },
]

export const awsLifetimes = [
  text('Certificates made by AWS IoT hold until the end of 2049; the connection itself a week or two.', 'AWS IoT 签发的设备证书有效到 2049 年底；单个连接一般能维持一到两周。'),
  text(
    'A signed WebSocket can be opened until X-Amz-Expires has passed, and lasts 24 hours at the longest; a session token may end earlier.',
    '预签名 WebSocket 须在 X-Amz-Expires 内打开，最长保持 24 小时；会话令牌可能更早失效。',
  ),
  text('A custom authorizer says itself how long: disconnectAfterInSeconds, 300 to 86,400.', '自定义授权方自己决定时长：disconnectAfterInSeconds，300～86400 秒。'),
]
