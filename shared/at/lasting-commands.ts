import { text, type Text } from '../text/local-text.ts'
import { commandsOf, type CommandLine } from './command-line.ts'

/** What a command leaves behind that a power cycle does not take away, or what it ends. */
export type LastingEffect = {
  /** `writes-nvm`: it stays over a power cycle, and can be set again. `irreversible`: what was there is gone, or a try is used up. `restarts`: what is connected now is lost. */
  readonly kind: 'writes-nvm' | 'irreversible' | 'restarts'
  readonly words: Text
  /** Asks what stands there now and changes nothing. */
  readonly read?: string
}

type Rule = (command: CommandLine) => LastingEffect | undefined

const stores = (words: Text, read?: string): LastingEffect => ({ kind: 'writes-nvm', words, ...(read !== undefined && { read }) })
const ends = (words: Text, read?: string): LastingEffect => ({ kind: 'irreversible', words, ...(read !== undefined && { read }) })
const restarts = (words: Text): LastingEffect => ({ kind: 'restarts', words })

const onSet =
  (effect: (values: readonly string[]) => LastingEffect | undefined): Rule =>
  ({ form, values }) =>
    form === 'set' ? effect(values) : undefined
const onRun =
  (effect: LastingEffect): Rule =>
  ({ form }) =>
    form === 'run' ? effect : undefined
const onAny =
  (effect: LastingEffect): Rule =>
  ({ form }) =>
    form === 'run' || form === 'set' ? effect : undefined

const restart = restarts(text('The module restarts: connections, and settings that were not stored, are lost.', '模组会重启：当前连接断开，未保存的设置丢失。'))
const powerDown = restarts(text('The module switches itself off. It answers again only after its power key or a power cycle.', '模组会关机，需按 PWRKEY 或重新上电才会再应答。'))
const rate = (value: string, read: string): LastingEffect =>
  stores(text(`The module’s speed becomes ${value} at once, on many modules also after a restart. This port must be set to the same, or nothing is readable.`, `模组波特率立即变为 ${value}，不少模组掉电也保存。本机串口要改成一样的，否则全是乱码。`), read)
const pinTry = text('A wrong PIN uses up a try: after three the SIM asks for its PUK, after ten wrong PUKs it is dead.', 'PIN 输错会消耗次数：三次后锁 PUK，PUK 错十次 SIM 卡报废。')
const deletesFile = (name: string | undefined): Text =>
  name === '*' ? text('All files in the module are deleted, certificates too.', '删除模组里的全部文件，包括证书。') : text(`The file ${name ?? ''} is deleted.`, `删除文件 ${name ?? ''}。`)

/**
 * V.250 6.1.1, 6.1.2 (Z, &F), 6.2.10 (+IPR); &W of the makers' manuals; 3GPP 27.007 7.4, 7.5, 8.2, 8.3 (+CLCK, +CPWD, +CFUN, +CPIN); 27.005 3.5.4 (+CMGD).
 * Quectel EC2x AT commands and file manuals (+QPOWD, +QPRTPARA, +QCFG, +QFDEL), SIMCom SIM7X00 series AT commands (+CRESET, +CPOF, +IPREX, +CCERT*),
 * AirM2M Air780E AT commands (+FS*, +RESET, +CPOWD), ESP-AT user guide (+RESTORE, +SYSMFG, +CWMODE, +CWJAP, +UART_DEF, +SYSFLASH, +CIUPDATE).
 */
const rules: Readonly<Record<string, Rule>> = {
  '&F': onRun(ends(text('Settings in force go back to the factory’s; what was set by hand is lost.', '当前设置全部恢复出厂值，手动改过的都会丢失。'), 'AT&V')),
  '&W': onRun(stores(text('The settings in force replace the stored ones: the module starts with them from now on.', '当前设置覆盖已存的配置，以后上电都按它启动。'), 'AT&V')),
  '+IPR': onSet(([value = '']) => rate(value, 'AT+IPR?')),
  '+IPREX': onSet(([value = '']) => rate(value, 'AT+IPREX?')),
  '+ICF': onSet(() => stores(text('The character format changes at once; this port must be set to the same.', '字符格式立即改变，本机串口要改成一样的。'), 'AT+ICF?')),
  '+CFUN': onSet(([, reset]) => (reset === '1' ? restart : undefined)),
  '+CPIN': onSet(([, changed]) => (changed === undefined ? ends(pinTry, 'AT+CPIN?') : ends(text('The PUK is used and a new PIN set. Ten wrong PUKs and the SIM is dead.', '使用 PUK 并设置新 PIN。PUK 错十次 SIM 卡报废。'), 'AT+CPIN?'))),
  // Mode 2 asks.
  '+CLCK': onSet(([facility = '', mode]) =>
    mode === '2' ? undefined : ends(text(`The lock ${facility} is ${mode === '1' ? 'closed: it is asked for at every start' : 'opened'}. A wrong PIN or password uses up a try.`, `${mode === '1' ? '打开' : '关闭'}锁 ${facility}${mode === '1' ? '，以后每次开机都要解锁' : ''}。密码输错会消耗次数。`), `AT+CLCK="${facility}",2`),
  ),
  '+CPWD': onSet(() => ends(text('The PIN or password is another from now on. A wrong old one uses up a try.', '修改 PIN 或密码。旧密码输错会消耗次数。'))),
  '+CMGD': onSet(() => ends(text('Short messages are deleted.', '删除短信。'))),
  '+EGMR': onSet(([mode, kind = '']) => (mode === '1' ? ends(text('An identity of the module (7: the IMEI) is overwritten. Another IMEI than the maker’s is against the law in many countries.', '改写模组的身份号（7 为 IMEI）。在许多国家和地区改 IMEI 是违法的。'), `AT+EGMR=0,${kind}`) : undefined)),
  '+QPOWD': onAny(powerDown),
  '+CPOF': onAny(powerDown),
  '+CPOWD': onAny(powerDown),
  '+QRST': onAny(restart),
  '+CRESET': onAny(restart),
  '+RESET': onAny(restart),
  '+RST': onAny(restart),
  '+NRB': onAny(restart),
  '+QPRTPARA': onSet(([mode]) =>
    mode === '1'
      ? stores(text('The parameters in force become the backup; the earlier backup is lost.', '用当前参数覆盖备份，之前的备份会丢失。'), 'AT+QPRTPARA=4')
      : mode === '3'
        ? ends(text('All parameters go back to the backup, also bands and USB composition.', '全部参数恢复为备份，包括频段和 USB 组合。'), 'AT+QPRTPARA=4')
        : undefined,
  ),
  // With the key alone it asks.
  '+QCFG': onSet(([key = '', value]) => (value === undefined ? undefined : stores(text(`The module setting “${key}” changes and stays over a restart.`, `模组配置“${key}”被修改，掉电保存。`), `AT+QCFG="${key}"`))),
  '+QFDEL': onSet(([name]) => ends(deletesFile(name), 'AT+QFLST="*"')),
  '+QFUPL': onSet(([name = '']) => (name.startsWith('RAM:') ? undefined : stores(text(`The file ${name} stays in the module’s flash.`, `文件 ${name} 存入模组 Flash，断电不丢。`), 'AT+QFLST="*"'))),
  '+CCERTDOWN': onSet(([name = '']) => stores(text(`The certificate ${name} stays in the module’s flash.`, `证书 ${name} 存入模组 Flash，断电不丢。`), 'AT+CCERTLIST')),
  '+CCERTDELE': onSet(([name]) => ends(deletesFile(name), 'AT+CCERTLIST')),
  '+FSCREATE': onSet(([name = '']) => stores(text(`The file ${name} is made in the module’s flash.`, `在模组 Flash 里创建文件 ${name}。`))),
  '+FSWRITE': onSet(([name = '']) => stores(text(`The file ${name} is written in the module’s flash.`, `写入模组 Flash 里的文件 ${name}。`), `AT+FSFLSIZE="${name}"`)),
  '+FSDEL': onSet(([name]) => ends(deletesFile(name))),
  '+RESTORE': onRun(ends(text('All parameters that are stored in flash go back to the factory’s, Wi-Fi name and password too; the module restarts.', 'Flash 里保存的参数全部恢复出厂，包括 Wi-Fi 名称和密码，模组随后重启。'))),
  '+SYSMFG': onSet(([operation]) => (operation === '0' || operation === '2' ? ends(text('Certificates or keys in flash are erased or replaced.', 'Flash 里的证书或密钥会被擦除或覆盖。')) : undefined)),
  '+SYSFLASH': onSet(([operation]) => (operation === '0' || operation === '1' ? ends(text('A part of the flash is erased or written.', '擦除或写入 Flash 分区。'), 'AT+SYSFLASH?') : undefined)),
  '+CIUPDATE': onAny(ends(text('New firmware is loaded and started. Losing power meanwhile may leave a module that does not start.', '下载并切换新固件，过程中断电可能无法启动。'))),
  '+QFOTADL': onSet(() => ends(text('New firmware is loaded and started. Losing power meanwhile may leave a module that does not start.', '下载并升级固件，过程中断电可能无法启动。'))),
  '+UART_DEF': onSet(([value = '']) => rate(value, 'AT+UART_DEF?')),
  '+CWMODE': onSet(() => stores(text('The Wi-Fi mode is kept in flash.', 'Wi-Fi 模式存入 Flash。'), 'AT+CWMODE?')),
  '+CWJAP': onSet(() => stores(text('Name and password are kept in flash; the module joins this network at every start.', '名称和密码存入 Flash，以后上电自动连接。'), 'AT+CWJAP?')),
}

/** What of a line a person should know before it goes out; nothing for lines that only ask or that a restart undoes. */
export const lastingEffects = (line: string): readonly LastingEffect[] =>
  commandsOf(line).flatMap((command) => (Object.hasOwn(rules, command.name) ? (rules[command.name]?.(command) ?? []) : []))
