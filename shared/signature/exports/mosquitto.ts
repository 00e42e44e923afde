import { text, type Text } from '../../text/local-text.ts'
import { isTls, isWebSocket, pathOf, usualKeepAlive, usualTopic, type Exporter } from './export.ts'

/** POSIX shell, XCU 2.2.2: inside single quotes everything stands for itself but the single quote. */
const quoted = (word: string): string => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)

const visible = text(
  'The password stands on the command line: other users of the machine see it in the process list, and the shell keeps it in its history.',
  '密码写在命令行里：同一台机器的其他用户能在进程列表里看到，Shell 历史记录也会留下。',
)
const newer = text(
  '--ws needs mosquitto 2.1 (January 2026) or newer; 2.0, which most distributions still ship, has no WebSocket and answers “Unknown option”.',
  '--ws 需要 mosquitto 2.1（2026 年 1 月）及以上；多数发行版自带的 2.0 不支持 WebSocket，会报 Unknown option。',
)
const fixedPath = text('mosquitto’s clients always ask for the path /mqtt; this login wants another one.', 'mosquitto 客户端固定使用路径 /mqtt，而这里要求的是别的路径。')
const oneName = text('--tls-alpn takes one protocol name; the first one is given.', '--tls-alpn 只能写一个协议名，这里取第一个。')
const posix = text('For a POSIX shell. In Windows’ cmd put the values into double quotes.', '适用于 POSIX Shell；在 Windows cmd 里请改用双引号。')

/** mosquitto_sub or, with a payload, mosquitto_pub. -d prints CONNECT and the code of CONNACK. */
export const exportMosquitto: Exporter = (login, { topic = usualTopic, payload, folder, keepAlive = usualKeepAlive } = {}) => {
  const { host, port, clientId, username, password, ca, certificate, privateKey, alpn = [], path } = login
  const file = (option: string, pem: typeof ca): readonly string[][] => (pem ? [[option, pathOf(pem, folder)]] : [])
  const options: readonly (readonly string[])[] = [
    [payload === undefined ? 'mosquitto_sub' : 'mosquitto_pub', '-d', '-V', 'mqttv311', '-k', String(keepAlive)],
    ['-h', host, '-p', String(port)],
    ['-i', clientId],
    ...(username === undefined ? [] : [['-u', username]]),
    ...(password === undefined ? [] : [['-P', password]]),
    ...(isTls(login) ? [...(ca ? file('--cafile', ca) : [['--tls-use-os-certs']]), ...file('--cert', certificate), ...file('--key', privateKey)] : []),
    ...(isTls(login) && alpn[0] !== undefined ? [['--tls-alpn', alpn[0]]] : []),
    ...(isWebSocket(login) ? [['--ws']] : []),
    payload === undefined ? ['-v', '-t', topic] : ['-t', topic, '-m', payload],
  ]
  const notes: readonly (Text | false)[] = [
    isWebSocket(login) && newer,
    isWebSocket(login) && path !== undefined && path !== '/mqtt' && fixedPath,
    isTls(login) && alpn.length > 1 && oneName,
    password !== undefined && visible,
    posix,
  ]
  return {
    text: `${options.map((words) => words.map(quoted).join(' ')).join(' \\\n  ')}\n`,
    fileName: payload === undefined ? 'mosquitto-sub.sh' : 'mosquitto-pub.sh',
    language: 'shell',
    notes: notes.filter((note) => note !== false),
  }
}
