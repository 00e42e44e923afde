import { text } from '../../text/local-text.ts'
import type { Meaning } from '../common/connack-meanings.ts'

/** AT+CWJAP's <error code>. */
export const joinErrors: Readonly<Record<string, Meaning>> = {
  '1': { stage: 'radio', what: text('Joining the Wi-Fi network took too long.', '连接 Wi-Fi 超时。'), next: text('Go nearer to the router and check the signal; then try again.', '靠近路由器，检查信号后再试。') },
  '2': { stage: 'radio', what: text('The Wi-Fi password is wrong.', 'Wi-Fi 密码错误。'), next: text('Type it again; upper and lower case count.', '请重新输入，注意大小写。') },
  '3': { stage: 'radio', what: text('There is no Wi-Fi network of this name.', '找不到这个 Wi-Fi。'), next: text('Most modules only see 2.4 GHz. List what it sees with AT+CWLAP and compare the spelling.', '大多数模组只支持 2.4 GHz。用 AT+CWLAP 查看能搜到的网络并核对名称。') },
  '4': { stage: 'radio', what: text('The router refused the module.', '路由器拒绝了连接。'), next: text('Check the router’s security (WPA2), its list of permitted devices and how many it takes.', '检查路由器的加密方式（WPA2）、黑白名单和接入数量上限。') },
}

const tooLong = (en: string, zh: string): Meaning => ({
  stage: 'mqtt',
  what: text(`The ${en} is too long for AT+MQTTUSERCFG.`, `${zh}超过 AT+MQTTUSERCFG 的长度。`),
  next: text('Send it with the AT+MQTTLONG… command of the same name.', '请改用对应的 AT+MQTTLONG… 指令发送。'),
})

/** ERR CODE:0x… of the MQTT commands (guide, MQTT AT error codes), those that a person can do something about. Upper case, four digits. */
export const errorCodes: Readonly<Record<string, Meaning>> = {
  '6016': tooLong('client ID', 'Client ID '),
  '6019': tooLong('user name', '用户名'),
  '601C': tooLong('password', '密码'),
  '603C': { stage: 'net', what: text('The broker address is too long.', '服务器地址太长。'), next: text('AT+MQTTCONN takes 128 bytes.', 'AT+MQTTCONN 最多 128 字节。') },
  '6043': { stage: 'cloud', what: text('The topic is too long.', '主题太长。'), next: text('The module takes 128 bytes: choose a shorter topic.', '模组最多 128 字节，请换短一些的主题。') },
  '6046': { stage: 'cloud', what: text('The message is too long for AT+MQTTPUB.', '消息超过 AT+MQTTPUB 的长度。'), next: text('Send it with AT+MQTTPUBRAW.', '请改用 AT+MQTTPUBRAW 发送。') },
  '604D': { stage: 'modem', what: text('The module got another number of bytes than announced.', '模组收到的字节数与声明的不一致。'), next: text('Bytes were lost on the line: check baud rate and flow control.', '线路丢字节：检查波特率和流控。') },
  '6051': { stage: 'mqtt', what: text('There is no connection to the broker.', '没有连到服务器。'), next: text('AT+MQTTCLEAN=0, then connect again from AT+MQTTUSERCFG.', '先发 AT+MQTTCLEAN=0，再从 AT+MQTTUSERCFG 起重连。') },
  '6052': { stage: 'tls', what: text('The server’s certificate is for another name.', '服务器证书的域名不符。'), next: text('Connect by the name that stands in the certificate, not by address.', '请用证书里的域名连接，不要用 IP。') },
}
