import { text } from '../../text/local-text.ts'
import { ask, confirms, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'
import { cme, registration } from './signs.ts'

const state = ask('AT+CPIN?', 'The card’s state', 'SIM 卡状态', [rulesOut('^\\+CPIN: READY$', 'The card is ready.', '卡已就绪。')])

export const simFailures: readonly FieldFailure[] = [
  {
    id: 'sim.missing',
    stage: 'sim',
    symptom: text('+CME ERROR: 10: no SIM is found', '+CME ERROR: 10：检测不到 SIM 卡'),
    when: [...cme('10'), { line: '^\\+CPIN: NOT INSERTED$' }, { line: '^\\+QSIMSTAT: \\d,0$' }],
    causes: [
      possible('the card is not seated, turned round, or its contacts are dirty: take it out and in again.', '卡没插到位、插反或触点脏：拔出重插。'),
      possible('the module looks at another slot (two slots, or an eSIM). The check below shows which.', '模组用的是另一个卡槽（双卡或 eSIM）。用下面的指令查看。'),
      possible('SIM detection is on, but the detection pin is not wired: AT+QSIMDET? shows 1.', '打开了插卡检测，但检测脚没接：AT+QSIMDET? 显示 1。'),
    ],
    checks: [
      state,
      ask({ quectel: 'AT+QSIMSTAT?', lierda: 'AT+LUIMSLOT?' }, 'Whether a card is detected, or which slot is in use', '是否检测到卡、当前用哪个卡槽', [confirms('^\\+QSIMSTAT: \\d,0', 'No card is detected.', '没有检测到卡。'), rulesOut('^\\+QSIMSTAT: \\d,1', 'A card is there.', '卡在位。')]),
    ],
    fix: text('Seat the card, choose the slot, then restart with AT+CFUN=1,1.', '重新插卡、选对卡槽，再用 AT+CFUN=1,1 重启。'),
  },
  {
    id: 'sim.pin',
    stage: 'sim',
    symptom: text('+CME ERROR: 11 or +CPIN: SIM PIN', '+CME ERROR: 11 或 +CPIN: SIM PIN'),
    when: [...cme('11'), { line: '^\\+CPIN: (?:SIM PIN|PH-SIM PIN)$' }],
    causes: [possible('the card’s PIN is switched on: a phone asks for it too.', '卡开启了 PIN 码：插到手机里也会要求输入。'), possible('the card is locked to another device (PH-SIM PIN): the phone that it came from does not ask.', '卡与其他设备绑定（PH-SIM PIN）：在原设备里不会要求输入。')],
    checks: [ask('AT+CPIN?', 'Which code is wanted', '需要哪种密码', [confirms('SIM PIN$', 'The PIN.', '需要 PIN。'), rulesOut('READY$', 'None.', '不需要。')])],
    fix: text('Enter it yourself: AT+CPIN="…". Never guess: three wrong tries lock the card. Then AT+CLCK="SC",0,"<PIN>" switches it off.', '自己输入 AT+CPIN="…"，不要猜，错三次锁卡。之后可用 AT+CLCK="SC",0,"<PIN>" 关闭 PIN。'),
  },
  {
    id: 'sim.puk',
    stage: 'sim',
    symptom: text('+CME ERROR: 12 or +CPIN: SIM PUK', '+CME ERROR: 12 或 +CPIN: SIM PUK'),
    when: [...cme('12'), { line: '^\\+CPIN: SIM PUK$' }],
    causes: [possible('the PIN was entered wrongly three times: the card is blocked. Ten wrong PUKs destroy it.', 'PIN 输错三次，卡已锁。PUK 输错十次卡就报废。')],
    checks: [ask('AT+CPIN?', 'Whether the PUK is wanted', '是否要 PUK', [confirms('PUK$', 'The card is blocked.', '卡已锁。')])],
    fix: text('Stop sending PINs. Ask the operator for the PUK: AT+CPIN="<PUK>","<new PIN>".', '不要再试 PIN。向运营商索取 PUK：AT+CPIN="<PUK>","<新 PIN>"。'),
  },
  {
    id: 'sim.failure',
    stage: 'sim',
    symptom: text('+CME ERROR: 13: the SIM fails', '+CME ERROR: 13：SIM 卡故障'),
    when: cme('13'),
    causes: [
      possible('dirty contacts or a dead card: the card fails in another module too.', '触点脏或卡坏了：换到别的模组也不行。'),
      possible('the module’s socket or its lines: another card fails here too.', '卡座或走线有问题：换一张卡也不行。'),
      possible('an eSIM without a profile.', 'eSIM 没有写入码号。'),
    ],
    checks: [state, look('Cross-test: this card in another module, another card in this one.', '交叉验证：本卡换模组、本模组换卡。')],
    fix: text('Clean or replace the card; measure VSIM and the lines; have a profile loaded.', '清洁或换卡；量 VSIM 和走线；给 eSIM 写号。'),
  },
  {
    id: 'sim.busy',
    stage: 'sim',
    symptom: text('+CME ERROR: 14: the SIM is busy', '+CME ERROR: 14：SIM 卡忙'),
    when: cme('14'),
    causes: [possible('the module was just switched on and still reads the card: READY comes within half a minute.', '刚上电，模组还在读卡：半分钟内会变成 READY。'), possible('bad contacts: it stays busy.', '接触不良：一直停在忙。')],
    checks: [state],
    fix: text('Wait 5 to 30 s and ask AT+CPIN? again.', '等 5～30 秒，再查 AT+CPIN?。'),
  },
  {
    id: 'sim.bound',
    stage: 'sim',
    symptom: text('The IoT SIM works in a phone or another module, but not in this one', '物联网卡在手机或别的模组里正常，在本模组里不行'),
    when: [
      { line: '^\\+CEREG: \\d,3,[^,]*,[^,]*,\\d*,0,[56]\\b' },
      ...cme('105|106'),
      { line: '[Ii]llegal M[ES]|IMEI not accepted' },
      { line: registration('3'), weak: true },
    ],
    causes: [
      possible('the operator has bound the card to another IMEI (机卡绑定); reject cause 5 or 6 points to it, and the operator’s platform shows the bound IMEI.', '机卡绑定：卡绑在别的 IMEI 上。拒绝原因为 5、6 多半就是它，运营商平台能看到绑定的 IMEI。'),
      possible('the card was suspended when it was moved to another device (机卡分离): the platform shows it as stopped.', '换设备后触发机卡分离停机：平台上卡状态为停机。'),
    ],
    checks: [
      ask('AT+CEREG?', 'The reject cause, after AT+CEREG=3', '发过 AT+CEREG=3 后可看到拒绝原因', [confirms(',0,[56]\\b', 'The network does not accept this IMEI.', '网络不接受这个 IMEI。')]),
      ask('AT+CEER', 'The last reason in words', '最近一次失败的文字原因', [confirms('[Ii]llegal M[ES]|IMEI', 'The device is refused, not the card.', '被拒的是设备而不是卡。')]),
    ],
    fix: text('Ask the operator to release the binding, or to bind the card to this IMEI.', '请运营商解绑，或重新绑定到本模组的 IMEI。'),
  },
]
