import { text, type Text } from '../text/local-text.ts'
import { among, commandDescriber, type CommandTable, type CommandWords } from './command-words.ts'

const about = (en: string, zh: string, rest: Omit<CommandWords, 'about'> = {}): CommandWords => ({ about: text(en, zh), ...rest })

/** V.250: 5 (basic commands and S-parameters), 6.2 (echo, form of results), 6.1 (reset, stored profiles). A figure left out counts as 0. */
const onOff = (en: string, zh: string) => ([figure]: readonly string[]): Text =>
  figure === '1' ? text(`${en} on`, `打开${zh}`) : text(`${en} off`, `关闭${zh}`)

const v250: CommandTable = {
  '': about('whether the modem answers', '模组是否有应答', { run: text('asks whether the modem answers', '测试模组是否有应答') }),
  A: about('the call', '来电', { run: text('answers a call', '接听来电') }),
  D: about('a number', '号码', { run: text('dials', '拨号') }),
  E: about('echo', '回显', { set: onOff('echo', '回显') }),
  H: about('the call', '通话', { run: text('hangs up', '挂断') }),
  I: about('what the module is', '模组信息', { run: text('asks what the module is', '查询模组信息') }),
  O: about('data mode', '数据模式', { run: text('back to data mode', '回到数据模式') }),
  Q: about('result codes', '结果码', { set: ([figure]) => (figure === '1' ? text('no more OK and ERROR', '不再返回 OK/ERROR') : text('OK and ERROR are printed', '返回 OK/ERROR')) }),
  V: about('the form of result codes', '结果码格式', { set: ([figure]) => (figure === '1' ? text('results in words: OK', '结果用文字：OK') : text('results as figures: 0 for OK', '结果用数字：0 表示 OK')) }),
  X: about('which connect results are printed', '连接结果码的范围', { run: text('chooses which connect results are printed', '选择连接结果码的范围') }),
  Z: about('the stored profile', '已存的配置', { run: text('back to the stored settings', '恢复已存的配置') }),
  '&F': about('factory settings', '出厂设置', { run: text('back to factory settings', '恢复出厂设置') }),
  '&V': about('the settings in force', '当前设置', { run: text('asks for the settings in force', '查询当前全部设置') }),
  '&W': about('the profile', '配置', { run: text('stores the settings', '保存当前设置') }),
  '&C': about('the DCD line', 'DCD 信号', { run: text('sets what DCD shows', '设置 DCD 信号的含义') }),
  '&D': about('the DTR line', 'DTR 信号', { run: text('sets what DTR does', '设置 DTR 信号的作用') }),
  '&K': about('flow control', '流控', { run: text('sets flow control', '设置流控') }),
  S0: about('rings before answering', '自动应答前的响铃次数'),
  S3: about('the character that ends a command', '指令结束符'),
  S4: about('the character behind results', '应答换行符'),
  S5: about('the backspace character', '退格符'),
  '+IPR': about('the baud rate', '波特率', { set: ([rate]) => (rate === '0' ? text('baud rate: found automatically', '波特率：自适应') : text(`sets the baud rate to ${rate}`, `波特率设为 ${rate}`)) }),
  '+ICF': about('the character format', '字符格式'),
  '+IFC': about('flow control', '流控', { set: ([dce, dte]) => (dce === '0' && dte === '0' ? text('flow control off', '关闭流控') : dce === '2' && dte === '2' ? text('flow control by RTS and CTS: both must be wired', '打开 RTS/CTS 流控：两根线都要接') : undefined) }),
  '+GMI': about('the maker', '厂家'),
  '+GMM': about('the model', '型号'),
  '+GMR': about('the firmware version', '固件版本'),
  '+GSN': about('the IMEI', 'IMEI'),
  '+GCAP': about('what the module can do', '模组能力'),
}

const registers = (en: string, zh: string): CommandWords =>
  about(`registration (${en})`, `注册状态（${zh}）`, {
    set: ([n]) =>
      among({
        0: text(`no reports of registration (${en})`, `不上报注册变化（${zh}）`),
        1: text(`reports changes of registration (${en})`, `上报注册变化（${zh}）`),
        2: text(`reports changes of registration with cell and area (${en})`, `上报注册变化，带小区信息（${zh}）`),
        4: text(`reports changes of registration with cell and power saving (${en})`, `上报注册变化，带小区和省电参数（${zh}）`),
        5: text(`reports changes of registration with cell, power saving and cause (${en})`, `上报注册变化，带小区、省电参数和拒绝原因（${zh}）`),
        3: text(`reports changes of registration with the cause of a refusal (${en})`, `上报注册变化，带拒绝原因（${zh}）`),
      })(n),
  })

const functionality = among({
  0: text('radio and SIM off (minimum functionality)', '关闭射频和 SIM（最小功能）'),
  1: text('radio on (full functionality)', '打开射频（全功能）'),
  4: text('flight mode: radio off', '飞行模式：关闭射频'),
})

/** 3GPP 27.007: 5 to 9 (identity, status, errors), 10 (packet domain). */
const packet: CommandTable = {
  '+CGMI': about('the maker', '厂家'),
  '+CGMM': about('the model', '型号'),
  '+CGMR': about('the firmware version', '固件版本'),
  '+CGSN': about('the IMEI', 'IMEI', { set: ([kind]) => among({ 0: text('asks for the serial number', '查询序列号'), 1: text('asks for the IMEI', '查询 IMEI') })(kind) }),
  '+CIMI': about('the IMSI', 'IMSI'),
  '+CCID': about('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+ICCID': about('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+CNUM': about('the SIM’s telephone number', '本机号码'),
  '+CSCS': about('the character set', '字符集'),
  '+CMEE': about('the form of errors', '错误码格式', { set: ([n]) => among({ 0: text('errors without a reason: ERROR', '出错只回 ERROR'), 1: text('errors with a number', '出错带数字错误码'), 2: text('errors in words', '出错带文字说明') })(n) }),
  '+CPIN': about('whether the SIM is ready', 'SIM 卡状态', { set: () => text('enters the SIM’s PIN', '输入 SIM 卡 PIN') }),
  '+CLCK': about('locks: SIM PIN, network', '锁（SIM PIN、网络锁）'),
  '+CPWD': about('a password', '密码', { set: () => text('changes a PIN', '修改 PIN') }),
  '+CFUN': about('the functionality of the radio', '射频功能状态', { set: ([fun, reset]) => (reset === '1' ? text('restarts the modem', '重启模组') : functionality(fun)) }),
  '+CSQ': about('the signal strength', '信号强度'),
  '+CESQ': about('the signal strength and quality (RSRP, RSRQ)', '信号强度和质量（RSRP、RSRQ）'),
  '+CREG': registers('circuit-switched', 'CS 域'),
  '+CGREG': registers('GPRS', 'GPRS'),
  '+CEREG': registers('LTE', 'LTE'),
  '+C5GREG': registers('5G', '5G'),
  '+COPS': about('the operator', '运营商', {
    set: ([mode]) =>
      among({
        0: text('chooses the operator automatically', '自动选网'),
        1: text('chooses an operator by hand', '手动选网'),
        2: text('leaves the network', '注销网络'),
        3: text('sets only the form of operator names', '只设置运营商名称格式'),
        4: text('chooses an operator by hand, else automatically', '先手动选网，失败再自动'),
      })(mode),
  }),
  '+CPOL': about('preferred operators', '优选运营商'),
  '+CEER': about('the reason of the last refusal', '上次失败的原因'),
  '+CCLK': about('the module’s clock', '模组时钟', { set: ([time]) => text(`sets the clock to ${time}`, `时钟设为 ${time}`) }),
  '+CTZU': about('clock set by the network', '网络自动校时', { set: ([n]) => (n === '0' ? text('clock set by the network: off', '关闭网络自动校时') : text('clock set by the network: on', '打开网络自动校时')) }),
  '+CTZR': about('reports of the time zone', '时区上报', { set: ([n]) => (n === '0' ? text('no reports of the time zone', '不上报时区变化') : text('reports changes of the time zone', '上报时区变化')) }),
  '+CGATT': about('the attachment to packet service', '分组域附着状态', { set: ([state]) => among({ 0: text('detaches from packet service', '去附着分组域'), 1: text('attaches to packet service', '附着分组域') })(state) }),
  '+CGDCONT': about('the data contexts (APN)', '数据上下文（APN）', {
    set: ([cid, type, apn]) => (type === undefined ? text(`removes context ${cid}`, `删除上下文 ${cid}`) : text(`context ${cid}: ${type}, APN “${apn ?? ''}”`, `上下文 ${cid}：${type}，APN “${apn ?? ''}”`)),
  }),
  '+CGAUTH': about('how a context logs in to its APN', 'APN 鉴权', {
    set: ([cid, kind]) => text(`context ${cid}: login to the APN by ${['nothing', 'PAP', 'CHAP'][Number(kind)] ?? kind}`, `上下文 ${cid}：APN 鉴权方式 ${['无', 'PAP', 'CHAP'][Number(kind)] ?? kind}`),
  }),
  '+CGACT': about('which contexts are active', '上下文激活状态', {
    set: ([state, cid = '']) => among({ 0: text(`deactivates context ${cid}`, `去激活上下文 ${cid}`), 1: text(`activates context ${cid}`, `激活上下文 ${cid}`) })(state),
  }),
  '+CGPADDR': about('the IP address', 'IP 地址', { set: ([cid]) => text(`asks for the IP address of context ${cid}`, `查询上下文 ${cid} 的 IP 地址`) }),
  '+CGCONTRDP': about('what the network gave a context: address, DNS', '网络下发的上下文参数（地址、DNS）'),
  '+CGEREP': about('reports of packet events (+CGEV)', '分组域事件上报（+CGEV）'),
  '+CGDATA': about('data mode of a context', '上下文数据模式', { set: () => text('goes to data mode (PPP)', '进入数据模式（PPP）') }),
  '+CPSMS': about('power saving (PSM)', '省电模式 PSM', { set: ([n]) => (n === '0' ? text('power saving (PSM) off', '关闭 PSM 省电') : text('power saving (PSM) on: the module sleeps between contacts', '打开 PSM 省电：模组会休眠')) }),
  '+CEDRXS': about('power saving (eDRX)', '省电模式 eDRX', { set: ([n]) => (n === '0' || n === '3' ? text('power saving (eDRX) off', '关闭 eDRX') : text('power saving (eDRX) on', '打开 eDRX')) }),
  '+CSCON': about('the radio connection', '无线连接状态'),
  '+CNMP': about('which networks are searched', '网络制式'),
  '+CPAS': about('what the modem is doing', '模组活动状态'),
  '+CBC': about('the supply voltage', '供电电压'),
  '+CUSD': about('USSD', 'USSD'),
  '+CLAC': about('the commands that the module knows', '支持的指令列表'),
}

/** 3GPP 27.005. */
const messages: CommandTable = {
  '+CMGF': about('the form of short messages', '短信格式', { set: ([n]) => (n === '1' ? text('short messages as text', '短信文本模式') : text('short messages as PDU', '短信 PDU 模式')) }),
  '+CMGS': about('a short message', '短信', { set: () => text('sends a short message', '发送短信') }),
  '+CMGR': about('a short message', '短信', { set: ([index]) => text(`reads short message ${index}`, `读取短信 ${index}`) }),
  '+CMGL': about('the stored short messages', '短信列表', { set: () => text('lists short messages', '列出短信') }),
  '+CMGD': about('a short message', '短信', { set: ([index]) => text(`deletes short message ${index}`, `删除短信 ${index}`) }),
  '+CNMI': about('how new short messages are told', '新短信上报方式'),
  '+CSMS': about('the short message service', '短信服务'),
  '+CSMP': about('parameters of short messages', '短信参数'),
  '+CPMS': about('where short messages are stored', '短信存储位置'),
  '+CSCA': about('the message centre’s number', '短信中心号码'),
}

export const commonCommands: CommandTable = { ...v250, ...packet, ...messages }

/** What a V.250, 27.007 or 27.005 command does, for any modem. */
export const describeCommonCommand = commandDescriber(commonCommands)
