import { among, commandDescriber, type CommandTable } from '../../at/command-words.ts'
import { text } from '../../text/local-text.ts'

/** Nordic's own: Serial Modem documentation, MQTT client AT commands, generic AT commands; nRF9160 AT Commands reference for those with a percent sign. */
export const nordicCommands: CommandTable = {
  '#XMQTTCFG': { about: text('the MQTT settings', 'MQTT 参数'), set: ([clientId, keepAlive]) => text(`client ID “${clientId}”, keep-alive ${keepAlive ?? 60} s`, `Client ID “${clientId}”，心跳 ${keepAlive ?? 60} 秒`) },
  '#XMQTTCON': {
    about: text('the MQTT connection', 'MQTT 连接'),
    set: ([operation, user, , host, port]) => (operation === '0' ? text('disconnects from the broker', '断开服务器') : text(`connects to ${host}:${port} and logs in${user ? ` as “${user}”` : ', without user name'}`, `连接 ${host}:${port} 并登录，${user ? `用户名 “${user}”` : '无用户名'}`)),
  },
  '#XMQTTSUB': { about: text('subscriptions', '订阅'), set: ([topic, qos]) => text(`subscribes to ${topic}, QoS ${qos}`, `订阅 ${topic}，QoS ${qos}`) },
  '#XMQTTUNSUB': { about: text('subscriptions', '订阅'), set: ([topic]) => text(`unsubscribes from ${topic}`, `取消订阅 ${topic}`) },
  '#XMQTTPUB': {
    about: text('publishing', '发布'),
    set: ([topic, message, qos]) => (message === undefined || message === '' ? text(`publishes to ${topic}: data follows, +++ ends it`, `发布到 ${topic}：随后输入数据，+++ 结束`) : text(`publishes to ${topic}, QoS ${qos ?? 0}`, `发布到 ${topic}，QoS ${qos ?? 0}`)),
  },
  '#XGETADDRINFO': { about: text('a name’s address', '域名解析'), set: ([host]) => text(`looks up the address of ${host}`, `解析域名 ${host}`) },
  '#XSMVER': { about: text('the firmware version', '固件版本') },
  '#XSLMVER': { about: text('the firmware version', '固件版本') },
  '#XRESET': { about: text('a restart', '重启'), run: text('restarts the module', '重启模组') },
  '#XSHUTDOWN': { about: text('power down', '关机'), run: text('powers the module down', '关机') },
  '#XSLEEP': { about: text('sleep', '休眠') },
  '%CMNG': {
    about: text('stored keys and certificates', '存储的密钥和证书'),
    set: ([operation, tag]) => among({ 0: text(`stores a key or certificate under ${tag}`, `在 ${tag} 存入密钥或证书`), 1: text('lists keys and certificates', '列出密钥和证书'), 2: text(`reads what is under ${tag}`, `读取 ${tag} 的内容`), 3: text(`deletes what is under ${tag}`, `删除 ${tag} 的内容`) })(operation),
  },
  '%XSYSTEMMODE': { about: text('which networks are searched', '网络制式') },
  '%XICCID': { about: text('the SIM’s number (ICCID)', 'SIM 卡 ICCID') },
  '%XMONITOR': { about: text('network and cell', '网络和小区') },
  '%CESQ': { about: text('reports of the signal', '信号上报') },
  '%XVBAT': { about: text('the supply voltage', '供电电压') },
  '%XTIME': { about: text('the network’s time', '网络时间') },
  '%SHORTSWVER': { about: text('the firmware version', '固件版本') },
  '%HWVERSION': { about: text('the hardware version', '硬件版本') },
}

/** What a command of Nordic's own does. */
export const describeNordicCommand = commandDescriber(nordicCommands)
