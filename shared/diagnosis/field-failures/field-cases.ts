import type { Scope } from './index.ts'

/** A symptom as a log shows it. `log`: lines; sent ones begin with >> and received ones with << where only the direction tells. */
export type Case = {
  readonly id: string
  readonly stage: string
  /** Where the form of the lines comes from. */
  readonly from: string
  readonly log: string
  readonly scope?: Scope
}

const a = (id: string, stage: string, from: string, log: string, scope: Scope = {}): Case => ({ id, stage, from, log, scope })

const quectel: Scope = { modem: 'quectel-ec20' }
const luat: Scope = { modem: 'luat-air780e' }
const simcom: Scope = { modem: 'simcom-sim7600' }
const lierda: Scope = { modem: 'lierda-nt35e' }
const esp: Scope = { modem: 'esp-at' }
const at = (cloud: string, scope: Scope = quectel): Scope => ({ ...scope, cloud })

const v250 = 'V.250, 5.2 and 5.7'
const gsm = '3GPP TS 27.007'
const mqttNote = 'Quectel EC2x&EG9x MQTT application note'
const lierdaManual = 'Lierda NT35E/NT26E-CN AT manual'
const simcomManual = 'A76XX Series AT Command Manual, 18 MQTT(S)'
const airm2mManual = 'Air780EP AT manual'
const espGuide = 'ESP-AT user guide, MQTT AT Commands'

const open = 'AT+QMTOPEN=0,"a.example",1883\nOK\n+QMTOPEN: 0,0\n'
const loggedIn = `${open}AT+QMTCONN=0,"dev","u","p"\nOK\n+QMTCONN: 0,0,0\n`
const refusal = (line: string) => `${open}AT+QMTCONN=0,"dev","u","p"\nOK\n${line}`

/** One for every field failure, in words of manuals, articles and recorded sessions. */
export const cases: readonly Case[] = [
  a('port.no-answer', 'port', v250, '>>AT\n>>AT\n>>AT'),
  a('port.garbled', 'port', 'what a UTF-8 terminal shows at a wrong rate', '>>AT\n<<\ufffd\ufffd\u0003\ufffd'),
  a('port.echo-only', 'modem', v250, '>>AT\n<<AT\n>>AT+CPIN?\n<<AT+CPIN?'),
  a('port.typographic', 'modem', 'article “物联网基础:EC20 MQTTS连接服务器进行加密数据传输”, as printed', 'AT+QMTCFG=“recv/mode"0,0,1\nERROR'),
  a('port.typographic', 'modem', 'public project P10-Display on GitHub, test 10', 'AT+CSSLCFG="sslversion",0,4"\nERROR', simcom),
  a('port.no-urc', 'modem', mqttNote, 'AT+QMTOPEN=0,"a.example",1883\nOK\nAT\nOK', quectel),
  a('port.usb-uart', 'port', `${gsm}; V.250, 6.2.12 (+IFC)`, 'AT+IFC?\n+IFC: 2,2\nOK'),

  a('modem.early-command', 'modem', 'ips99.com/show/4/707572.html, boot lines', 'RDY\n^MODE: 17,17\nAT+CPIN?\n+CME ERROR: 4', luat),
  a('modem.not-allowed', 'modem', `${gsm}, 9.2`, 'AT+CGACT=1,1\n+CME ERROR: 3'),
  a('modem.wrong-parameter', 'modem', `${gsm}, 9.2`, 'AT+CGDCONT=99,"IP"\n+CME ERROR: 50'),
  a('modem.busy', 'modem', 'ESP-AT user guide, AT Messages', 'AT+MQTTCONN=0,"a.example",1883,0\nAT+MQTTCONN?\nbusy p...', esp),
  a('modem.brown-out', 'modem', 'Quectel EC20 hardware design, URC RDY', 'AT+QIACT=1\nRDY\n+CFUN: 1', quectel),
  a('modem.no-mqtt-firmware', 'modem', 'QuecPython documentation, firmware names', 'AT+CGMR\nEC600NCNLCR03A01M08_OCPU_QPY\nOK\nAT+QMTCFG="version",0,4\nERROR', quectel),
  a('modem.asleep', 'modem', `${mqttNote}; 3GPP TS 24.301, PSM`, `${loggedIn.replaceAll('AT', '>>AT')}>>AT+QMTPUBEX=0,0,0,0,"up",2\n>>AT`, { modem: 'quectel-bc26' }),
  a('modem.asleep', 'modem', `${gsm}, 7.38 (+CPSMS)`, 'AT+CPSMS?\n+CPSMS: 1,,,"01000011","00000001"\nOK'),

  a('sim.missing', 'sim', `${gsm}, 9.2`, 'AT+CPIN?\n+CME ERROR: 10'),
  a('sim.pin', 'sim', `${gsm}, 8.3`, 'AT+CPIN?\n+CPIN: SIM PIN\nOK'),
  a('sim.puk', 'sim', `${gsm}, 8.3`, 'AT+CPIN?\n+CPIN: SIM PUK\nOK'),
  a('sim.failure', 'sim', `${gsm}, 9.2`, 'AT+CPIN?\n+CME ERROR: 13'),
  a('sim.busy', 'sim', `${gsm}, 9.2`, 'AT+CPIN?\n+CME ERROR: 14'),
  a('sim.bound', 'sim', `${gsm}, 10.1.22 (n=3); 24.301, cause 6 illegal ME`, 'AT+CEREG?\n+CEREG: 3,3,,,,0,6\nOK'),

  a('radio.no-signal', 'radio', `${gsm}, 8.5`, 'AT+CSQ\n+CSQ: 99,99\nOK'),
  a('radio.weak', 'radio', `${gsm}, 8.5`, 'AT+CSQ\n+CSQ: 5,99\nOK'),
  a('radio.not-searching', 'radio', `${gsm}, 10.1.22`, 'AT+CEREG?\n+CEREG: 0,0\nOK'),
  a('radio.searching', 'radio', `${gsm}, 10.1.22`, 'AT+CEREG?\n+CEREG: 0,2\nOK\nAT+CEREG?\n+CEREG: 0,2\nOK'),
  a('radio.denied', 'radio', `${gsm}, 10.1.22`, 'AT+CEREG?\n+CEREG: 0,3\nOK'),
  a('radio.limited', 'radio', `${gsm}, 10.1.22`, 'AT+CEREG?\n+CEREG: 0,8\nOK'),

  a('data.no-packet-service', 'data', `${gsm}, 7.2 and 10.1.22`, 'AT+CREG?\n+CREG: 0,1\nOK\nAT+CEREG?\n+CEREG: 0,4\nOK'),
  a('data.no-bearer', 'data', mqttNote, 'AT+QMTOPEN=0,"a.example",1883\nOK\n+QMTOPEN: 0,3', quectel),
  a('data.apn-refused', 'data', `${gsm}, 9.2`, 'AT+CGACT=1,1\n+CME ERROR: 133'),
  a('data.no-address', 'data', `${gsm}, 10.1.14`, 'AT+CGPADDR=1\n+CGPADDR: 1,0.0.0.0\nOK'),
  a('data.bearer-lost', 'data', mqttNote, `${loggedIn}+QIURC: "pdpdeact",1`, quectel),
  a('data.stack-degraded', 'data', 'Nuxtack-tw/NuModem on GitHub, EG800K, measured', 'AT+QSSLOPEN=1,1,4,"badssl.com",443,0\nOK\n+QSSLOPEN: 4,552', { modem: 'quectel-eg800k' }),

  a('net.dns', 'net', mqttNote, 'AT+QMTOPEN=0,"iot-as-mqtt点吸烟 -shanghai.aliyuncs.com",1883\nOK\n+QMTOPEN: 0,4', quectel),
  a('net.dns', 'net', simcomManual, 'AT+CMQTTCONNECT=0,"tcp://nowhere.example:1883",60,1\nOK\n+CMQTTCONNECT: 0,25', simcom),
  a('net.tcp', 'net', mqttNote, 'AT+QMTOPEN=0,"a.example",1884\nOK\n+QMTOPEN: 0,5', quectel),
  a('net.tcp', 'net', 'public notes on GitHub, “Configuring the Quectel BG96 for AWSIoT”', 'AT+QIOPEN=1,1,"TCP","220.180.239.201",8713,0,0\nOK\n+QIOPEN: 1,566', { modem: 'quectel-bg96' }),
  a('net.alibaba-plain-tcp', 'net', `help.aliyun.com/document_detail/73742.html; ${mqttNote}`, 'AT+QMTOPEN=0,"iot-06z00i8mcbcop1x.mqtt.iothub.aliyuncs.com",1883\nOK\n+QMTOPEN: 0,5', at('alibaba-iot')),
  a('http.length', 'net', `${airm2mManual}, AT+HTTPDATA and AT+HTTPACTION`, 'AT+HTTPDATA=112,20000\nDOWNLOAD\nOK\nAT+HTTPACTION=1\nOK\n+HTTPACTION: 1,601,0', luat),
  a('http.content-type', 'net', `${airm2mManual}, AT+HTTPACTION`, 'AT+HTTPACTION=1\nOK\n+HTTPACTION: 1,415,96', at('alibaba-iot', luat)),
  a('http.module-status', 'net', `${airm2mManual}, chapter 14`, 'AT+HTTPACTION=1\nOK\n+HTTPACTION: 1,604,0', luat),

  a('tls.aws', 'tls', mqttNote, 'AT+QSSLCFG="seclevel",2,2\nOK\nAT+QMTOPEN=0,"a-ats.iot.us-east-1.amazonaws.com",8883\nOK\n+QMTOPEN: 0,5', at('aws')),
  a('tls.verify', 'tls', mqttNote, 'AT+QMTCFG="ssl",0,1,2\nOK\nAT+QSSLCFG="seclevel",2,1\nOK\nAT+QMTOPEN=0,"a.example",8883\nOK\n+QMTOPEN: 0,5', quectel),
  a('tls.verify', 'tls', simcomManual, 'AT+CSSLCFG="authmode",0,1\nOK\nAT+CMQTTCONNECT=0,"tcp://a.example:8883",60,1\nOK\n+CMQTTCONNECT: 0,32', simcom),
  a('tls.one-code', 'tls', 'Nuxtack-tw/NuModem on GitHub, measured', 'file:quectel-eg800k-tls-sni', { modem: 'quectel-eg800k' }),
  a('tls.slow-handshake', 'tls', `${mqttNote}; ${gsm}, 8.5`, 'AT+CSQ\n+CSQ: 6,99\nOK\nAT+QSSLCFG="seclevel",2,1\nOK\nAT+QMTOPEN=0,"a.example",8883\nOK\n+QMTOPEN: 0,5', { modem: 'quectel-bc26' }),
  a('tls.wildcard', 'tls', 'public notes on GitHub, ESP32 with SIM7022, measured', 'file:simcom-sim7022-tls-wildcard-fail', simcom),
  a('tls.no-certificate', 'tls', simcomManual, 'AT+CMQTTCONNECT=0,"tcp://a.example:8883",60,1\nOK\n+CMQTTCONNECT: 0,33', simcom),
  a('tls.expiry-ignored', 'tls', 'Quectel EC2x&EG9x SSL application note', 'AT+QSSLCFG="ignorelocaltime",2\n+QSSLCFG: "ignorelocaltime",2,1\nOK', quectel),
  a('tls.clock', 'tls', `${gsm}, 8.15`, 'AT+CCLK?\n+CCLK: "80/01/06,00:03:21+00"\nOK'),
  a('tls.file-exists', 'tls', 'Quectel FILE application note', 'AT+QFUPL="UFS:ca.pem",1188,100\n+CME ERROR: 407', quectel),
  a('tls.upload', 'tls', 'Quectel FILE application note', 'AT+QFUPL="UFS:ca.pem",1208,100\nCONNECT', quectel),
  a('tls.lost-file', 'tls', 'article “物联网基础:EC20 MQTTS连接服务器进行加密数据传输”', 'AT+QFUPL="RAM:cacert.pem",1163,100\nCONNECT\n+QFUPL: 1163,384a\nOK\nPOWERED DOWN\nRDY\nAT+QMTOPEN=0,"121.36.47.54",8883\nOK\n+QMTOPEN: 0,5', quectel),
  a('tls.esp', 'tls', espGuide, 'AT+MQTTUSERCFG=0,3,"dev","u","p",0,0,""\nOK\nAT+MQTTCONN=0,"a.example",8883,0\nERROR', esp),

  a('mqtt.already-open', 'mqtt', mqttNote, 'AT+QMTOPEN=0,"a.example",1883\nOK\n+QMTOPEN: 0,2', quectel),
  a('mqtt.already-open', 'mqtt', 'ips99.com/show/4/707572.html', 'AT+MIPSTART="lbsmqtt.airm2m.com","1884"\nOK\nALREADY CONNECT', luat),
  a('mqtt.open-parameter', 'mqtt', mqttNote, 'AT+QMTOPEN=0,"mqtt://a.example","1883"\nOK\n+QMTOPEN: 0,1', quectel),
  a('mqtt.login-late', 'mqtt', 'thingscloud.xyz, tutorial; modbus.cn, document 27382', 'file:luat-thingscloud-5s', luat),
  a('mqtt.login-late', 'mqtt', mqttNote, `${open}+QMTSTAT: 0,1`, quectel),
  a('mqtt.no-connack', 'mqtt', mqttNote, refusal('+QMTCONN: 0,2'), quectel),
  a('mqtt.no-connack', 'mqtt', `${airm2mManual}, chapter 16`, 'AT+MIPSTART="a.example",1883\nOK\nCONNECT OK\nAT+MCONNECT=1,120\nOK\nCLOSED', luat),
  a('mqtt.refused-1', 'mqtt', mqttNote, refusal('+QMTCONN: 0,0,1'), quectel),
  a('mqtt.refused-2', 'mqtt', simcomManual, 'AT+CMQTTCONNECT=0,"tcp://a.example:1883",60,1\nOK\n+CMQTTCONNECT: 0,28', simcom),
  a('mqtt.refused-3', 'mqtt', mqttNote, refusal('+QMTCONN: 0,0,3'), quectel),
  a('mqtt.refused-4', 'mqtt', mqttNote, refusal('+QMTCONN: 0,0,4'), quectel),
  a('mqtt.refused-5', 'mqtt', lierdaManual, 'AT+LMQTTCONN=0,"dev","u","p"\nOK\n+LMQTTCONN: 0,2,5', lierda),
  a('mqtt.kicked', 'mqtt', `MQTT 3.1.1, 3.1.4; ${mqttNote}`, `${loggedIn}+QMTSTAT: 0,1\n${loggedIn}+QMTSTAT: 0,1\n${loggedIn}+QMTSTAT: 0,1`, quectel),
  a('mqtt.kicked', 'mqtt', `MQTT 3.1.1, 3.1.4; ${mqttNote}`, `${loggedIn}+QMTSTAT: 0,1\n${loggedIn}+QMTSTAT: 0,1`, at('alibaba-iot')),
  a('mqtt.keep-alive-loss', 'mqtt', mqttNote, `${loggedIn}+QMTSTAT: 0,2`, quectel),
  a('mqtt.keep-alive-range', 'mqtt', `help.aliyun.com/document_detail/73742.html; ${mqttNote}`, `AT+QMTCFG="keepalive",0,10\nOK\n${refusal('+QMTCONN: 0,2')}`, at('alibaba-iot')),
  a('mqtt.late-will', 'mqtt', `MQTT 3.1.1, 3.1.2.5; ${mqttNote}`, `AT+QMTCFG="will",0,1,1,0,"state","offline"\nOK\n${loggedIn}AT+QMTCFG="will",0,1,1,0,"state","offline"\nOK\n${loggedIn}`, quectel),

  a('mqtt.luat-close', 'mqtt', 'openLuat, “Air780EP模块AT开发MQTT和MQTTS的应用指南”', 'AT+MIPCLOSE\n+CME ERROR: 767', luat),
  a('mqtt.luat-invalid', 'mqtt', `${airm2mManual}, AT+MCONFIG`, 'AT+MCONFIG="dev","",""\n+CME ERROR: 765', luat),
  a('mqtt.esp-too-long', 'mqtt', `${espGuide}, error codes`, `AT+MQTTUSERCFG=0,1,"dev","u","${'x'.repeat(75)}",0,0,""\nERR CODE:0x0000601c\nERROR`, esp),
  a('mqtt.simcom-start', 'mqtt', simcomManual, 'AT+CMQTTSTART\n+CMQTTSTART: 23\nERROR', simcom),
  a('mqtt.simcom-closed', 'mqtt', 'public project P10-Display on GitHub, test 3', 'file:simcom-sim7600-aws-connect-fail-26', at('aws', simcom)),
  a('mqtt.lierda-stale-urc', 'mqtt', 'clearoce/NT26-KCN on GitHub, tests of the driver', 'AT+LMQTTPUB=0,5,1,0,"t",4,"abcd"\nOK\nAT+LMQTTSUBUNSUB=0,0,1,"t",1\nOK\n+LMQTTPUB: 0,5,0', lierda),
  a('mqtt.lierda-settings', 'mqtt', `${lierdaManual}; clearoce/NT26-KCN on GitHub`, 'AT+LMQTTOPEN=0,"a.example",1883\nOK\n+LMQTTOPEN: 0,0\nAT+LMQTTCFG="keepalive",0,120\nOK', lierda),
  a('mqtt.lierda-stats', 'mqtt', lierdaManual, 'AT+LMQTTCONN=0,"dev","u","p"\nOK\n+LMQTTURC: STATS,0,15,4', lierda),

  a('publish.stuck', 'mqtt', `${mqttNote}, AT+QMTPUBEX`, 'AT+QMTPUBEX=0,1,1,0,"up",8\n> 温度', quectel),
  a('publish.refused', 'mqtt', `${mqttNote}, AT+QMTPUBEX`, 'AT+QMTPUBEX=0,1,1,0,"up","hello"\nERROR', quectel),
  a('publish.refused', 'mqtt', `${mqttNote}, AT+QMTPUB`, 'AT+QMTPUBEX=0,0,1,0,"up",5\nERROR', quectel),
  a('publish.cut-at-quote', 'mqtt', `${airm2mManual}, AT+MPUB`, 'AT+MPUB="up",0,0,"{"temp":21}"\nOK', luat),
  a('publish.burst', 'mqtt', 'public firmware for a rail wagon tracker on GitHub', `${loggedIn}AT+QMTPUBEX=0,7,1,0,"up",2\n>hi\nOK\n+QMTPUB: 0,7,1,1\n+QMTSTAT: 0,8`, quectel),
  a('publish.not-sent', 'mqtt', mqttNote, 'AT+QMTPUBEX=0,7,1,0,"up",2\n>hi\nOK\n+QMTPUBEX: 0,7,2', quectel),
  a('publish.nothing-shown', 'cloud', mqttNote, `${loggedIn}AT+QMTPUBEX=0,7,1,0,"up",2\n>hi\nOK\n+QMTPUBEX: 0,7,0`, quectel),
  a('subscribe.refused', 'cloud', mqttNote, `${loggedIn}AT+QMTSUB=0,1,"not/mine",1\nOK\n+QMTSUB: 0,1,0,128`, quectel),
  a('subscribe.no-downlink', 'cloud', 'openLuat, “Air780EP模块AT开发MQTT和MQTTS的应用指南”, cached messages', 'AT+MSUB="down",0\nOK\nSUBACK\n+MSUB: 0', luat),
  a('subscribe.no-downlink', 'cloud', mqttNote, `${loggedIn}AT+QMTSUB=0,1,"down",1\nOK\n+QMTSUB: 0,1,0,1`, quectel),
  a('subscribe.downlink-cut', 'mqtt', mqttNote, '+QMTRECV: 0,0,"down","{\n"message":"hi"\n}"', quectel),
  a('subscribe.cache-overwritten', 'mqtt', 'openLuat, “Air780EP模块AT开发MQTT和MQTTS的应用指南”', 'AT+MQTTMSGGET?\n+MQTTMSGGET: 0,VALID\n+MQTTMSGGET: 1,VALID\n+MQTTMSGGET: 2,VALID\n+MQTTMSGGET: 3,VALID\nOK', luat),

  a('cloud.alibaba-dropped', 'cloud', mqttNote, `${loggedIn}+QMTSTAT: 0,1`, at('alibaba-iot')),
  a('cloud.alibaba-dropped', 'cloud', 'help.aliyun.com/document_detail/120329.html', 'code:6204 device has been disabled'),
  a('cloud.tencent-refused', 'mqtt', mqttNote, refusal('+QMTCONN: 0,0,4'), at('tencent-iothub')),
  a('cloud.huawei-time', 'mqtt', `support.huaweicloud.com, devg-iothub iot_02_2200; ${mqttNote}`, `${open}AT+QMTCONN=0,"5e06_dev_0_1_2024071116","5e06_dev","p"\nOK\n+QMTCONN: 0,0,4`, quectel),
  a('cloud.onenet-token', 'mqtt', `open.iot.10086.cn/doc/mqtt; ${mqttNote}`, `${open}AT+QMTCONN=0,"dev","pid","version=2018-10-31&res=products%2Fpid&et=1&method=md5&sign=x"\nOK\n+QMTCONN: 0,0,4`, quectel),
  a('cloud.azure-refused', 'mqtt', mqttNote, refusal('+QMTCONN: 0,0,5'), at('azure-iothub')),
  a('cloud.aws-policy', 'cloud', 'public project P10-Display on GitHub, recorded session', 'AT+CMQTTCONNECT=0,"tcp://a-ats.iot.ap-south-1.amazonaws.com:8883",60,1\nOK\n+CMQTTCONNECT: 0,0\nAT+CMQTTPUB=0,1,60\nOK\n+CMQTTPUB: 0,6\n+CMQTTCONNLOST: 0,1', at('aws', simcom)),
  a('cloud.already-registered', 'cloud', 'Alibaba Cloud, HTTP registration, as its clients report it', 'AT+HTTPREAD\n+HTTPREAD: 46\n{"code":400,"message":"device already active"}\nOK', at('alibaba-iot', luat)),
  a('cloud.alibaba-6207', 'cloud', 'help.aliyun.com/document_detail/120329.html', '+QMTRECV: 0,0,"/sys/pk/dn/thing/event/property/post_reply","{"code":6207,"data":{},"id":"1","message":"json parse error"}"', at('alibaba-iot')),
  a('cloud.reply-460', 'cloud', 'help.aliyun.com/document_detail/120329.html', '+QMTRECV: 0,0,"/sys/pk/dn/thing/event/property/post_reply","{"code":460,"data":{},"id":"1","message":"request parameter error"}"', at('alibaba-iot')),
  a('cloud.alibaba-no-reply', 'cloud', 'Alibaba Cloud, thing model, sys.ack', 'AT+MPUB="/sys/pk/dn/thing/event/property/post",1,0,"{\\22id\\22:\\221\\22}"\nOK', at('alibaba-iot', luat)),
]
