import { text } from '../../text/local-text.ts'
import { connackMeanings, type Meaning } from '../common/connack-meanings.ts'

/** `+QMTOPEN: <client>,<result>` (MQTT application note, AT+QMTOPEN). `5` is every failure of TCP and TLS alike. */
export const openResults: Readonly<Record<string, Meaning>> = {
  '-1': {
    stage: 'net',
    what: text('The modem could not open the connection.', '模组打不开网络连接。'),
    next: text('Check that the data connection is up (AT+CGPADDR), then retry; if it stays, restart with AT+CFUN=1,1.', '先用 AT+CGPADDR 确认有 IP，再重试；一直失败就用 AT+CFUN=1,1 重启。'),
  },
  '1': {
    stage: 'net',
    what: text('A parameter of AT+QMTOPEN is wrong.', 'AT+QMTOPEN 的参数不对。'),
    next: text('Host only, without mqtt://, in quotes, at most 100 bytes; the port as a bare number.', '只填主机名、不带 mqtt://、加双引号、不超过 100 字节；端口是不带引号的数字。'),
  },
  '2': {
    stage: 'net',
    what: text('This MQTT client is already open.', '这个 MQTT 客户端已经处于打开状态。'),
    next: text('Close it with AT+QMTCLOSE=0 and retry.', '先发 AT+QMTCLOSE=0 关闭，再重试。'),
  },
  '3': {
    stage: 'data',
    what: text('The modem could not activate its data connection (PDP).', '模组激活数据连接（PDP）失败。'),
    next: text('Check the APN (AT+CGDCONT?) and the SIM’s data plan, then AT+QIDEACT=1 and AT+QIACT=1.', '检查 APN（AT+CGDCONT?）和流量套餐，再依次发 AT+QIDEACT=1、AT+QIACT=1。'),
  },
  '4': {
    stage: 'net',
    what: text('The modem could not resolve the broker’s name.', '模组解析不了服务器域名。'),
    next: text('Check the spelling. If it is right, the SIM’s network may have no DNS: try AT+QIDNSCFG=1,"223.5.5.5" or the broker’s IP address.', '先核对拼写；没错的话可能是卡的网络没有 DNS：试 AT+QIDNSCFG=1,"223.5.5.5" 或直接填 IP。'),
  },
  '5': {
    stage: 'tls',
    earliest: 'net',
    what: text('The connection to the broker could not be made. Quectel modems give this one code for TCP and for every TLS failure.', '连不上服务器。移远模组对 TCP 失败和所有 TLS 校验失败都只报这一个码。'),
    next: text('Check the port (TLS is usually 8883) and whether this CA signed the server’s certificate; trying the same address from this PC tells which. A “directed” IoT SIM reaches only listed hosts.', '检查端口（TLS 一般是 8883），确认 CA 就是签发服务器证书的那张；用电脑试同一地址可以区分。定向物联网卡只能访问白名单地址。'),
  },
}

/** CONNACK return codes as the EC20 prints them in `+QMTCONN: <client>,0,<ret_code>`. */
export const connackCodes = connackMeanings(
  text('Set MQTT 3.1.1 with AT+QMTCFG="version",0,4 and retry from AT+QMTOPEN.', '发 AT+QMTCFG="version",0,4 切到 MQTT 3.1.1，再从 AT+QMTOPEN 重试。'),
)

/** `+QMTSTAT: <client>,<err_code>` (MQTT application note, 4.1). 8 is reserved there and met in the field after bursts of QoS 1. */
export const linkStates: Readonly<Record<string, Meaning>> = {
  '1': {
    stage: 'mqtt',
    what: text('The broker closed or reset the connection.', '服务器关闭或重置了连接。'),
    next: text('Usual causes: a second client with the same client ID, a login refused without an answer, no permission on the topic, or CONNECT sent too late. Start again from AT+QMTOPEN.', '常见原因：另一个客户端用了同一个 Client ID、登录被直接断开、主题没有权限、登录发得太晚。请从 AT+QMTOPEN 重来。'),
  },
  '2': {
    stage: 'radio',
    what: text('The keep-alive ping failed.', '心跳发送失败或超时。'),
    next: text('Check the signal (AT+CSQ) and shorten the keep-alive to 60 to 120 s.', '检查信号（AT+CSQ），把心跳改到 60～120 秒。'),
  },
  '3': {
    stage: 'mqtt',
    what: text('The login packet could not be sent or timed out.', '登录报文发送失败或超时。'),
    next: text('Check signal and port, then start again from AT+QMTOPEN.', '检查信号和端口，从 AT+QMTOPEN 重来。'),
  },
  '4': {
    stage: 'mqtt',
    what: text('The broker did not answer the login, or answered something that is not MQTT.', '服务器没有应答登录，或应答不是 MQTT。'),
    next: text('Check that the port speaks MQTT (not HTTP or WebSocket) and that TLS is set as the port expects.', '确认端口是 MQTT（不是 HTTP/WebSocket），TLS 设置和端口一致。'),
  },
  '5': {
    stage: 'mqtt',
    what: text('The broker closed the connection while the modem was disconnecting.', '模组断开时服务器先关闭了连接。'),
    next: text('Nothing to mend; connect again when needed.', '无需处理，需要时重新连接。'),
  },
  '6': {
    stage: 'radio',
    what: text('The modem closed the connection after packets failed repeatedly.', '报文多次发送失败，模组主动断开。'),
    next: text('Check the signal; send less at a time, then connect again.', '检查信号，降低发送频率，然后重连。'),
  },
  '7': {
    stage: 'mqtt',
    what: text('The link is dead or the server is unavailable.', '链路已断或服务器不可用。'),
    next: text('Check that the server runs, then start again from AT+QMTOPEN.', '确认服务器在运行，从 AT+QMTOPEN 重来。'),
  },
  '8': {
    stage: 'mqtt',
    what: text('The modem dropped the link after resending without an answer.', '多次重发没有应答，模组断开了连接。'),
    next: text('Wait for each +QMTPUB before the next message, then start again from AT+QMTOPEN.', '每条消息等到 +QMTPUB 再发下一条；从 AT+QMTOPEN 重来。'),
  },
}

/** AT+QFUPL's own numbers (FILE application note, error codes; all but 407 not verified on an EC20). */
export const fileErrors: Readonly<Record<number, Meaning>> = {
  400: { stage: 'tls', what: text('The upload’s parameters are wrong.', '上传参数不对。'), next: text('Check file name and byte count.', '检查文件名和字节数。') },
  403: { stage: 'tls', what: text('The modem’s storage is full.', '模组存储空间已满。'), next: text('List files with AT+QFLST="*" and delete what is not needed with AT+QFDEL.', '用 AT+QFLST="*" 查看文件，AT+QFDEL 删除不用的。') },
  407: { stage: 'tls', what: text('A file of this name is already in the modem.', '模组里已有同名文件。'), next: text('Delete it with AT+QFDEL and send it again.', '先用 AT+QFDEL 删除，再重新写入。') },
  409: { stage: 'tls', what: text('The modem could not write the file.', '模组写文件失败。'), next: text('Restart the modem with AT+CFUN=1,1 and retry.', '用 AT+CFUN=1,1 重启模组后再试。') },
  420: { stage: 'tls', what: text('The modem has no room for the file.', '模组没有足够空间存放文件。'), next: text('Delete files with AT+QFDEL, or restart the modem: RAM is freed.', '用 AT+QFDEL 删除文件，或重启模组释放 RAM。') },
  421: { stage: 'tls', what: text('The modem got fewer bytes than announced and gave up.', '模组收到的字节数不足，等待超时。'), next: text('Check flow control and the cable, then retry.', '检查流控设置和线缆，然后重试。') },
  423: { stage: 'tls', what: text('The file is too large for the modem.', '文件太大，模组放不下。'), next: text('Use the one CA certificate that is needed.', '只用需要的那一张 CA 证书。') },
}
