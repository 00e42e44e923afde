import type { Failure } from '../../../shared/contract/failure.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { Credential } from '../../../shared/wizard/credential.ts'

/** `left`: not tried, since it could throw the modem off. `unknown`: there is none before the modem has fetched it. */
export type ProbeLogin = 'tried' | 'left' | 'unknown'

type Try = { readonly login: ProbeLogin; readonly hasFailed: boolean }

/** What the PC's own try says about the modem: on which side its fault is or, where it has not tried yet, what it will meet. */
export function verdictOf(credential: Credential, { login, hasFailed }: Try, failure: Failure | undefined): Text {
  if (!failure) return hasFailed ? allGood(credential, login) : goodBefore(credential, login)
  const { what, next } = failure
  const lead = hasFailed ? leadOf(failure) : leadBefore(failure)
  return text(`${lead.en}: ${stop(what.en)} ${next.en}`, `${lead.zh}：${what.zh}。${next.zh}`)
}

const untried = (login: ProbeLogin): Text =>
  login === 'unknown' ? text('there is no login to try before the modem has fetched it', '登录参数要等模组取到后才有') : text('the login was not tried', '未尝试登录')

function goodBefore({ tls }: Credential, login: ProbeLogin): Text {
  const isTls = tls !== 'none'
  if (login !== 'tried') {
    return text(
      `The broker${isTls ? ' and the CA are' : ' is'} good from this PC (${untried(login).en}).`,
      `从这台电脑看，服务器${isTls ? '和 CA ' : ''}都正常（${untried(login).zh}）。`,
    )
  }
  return text(
    `The broker${isTls ? ', the CA' : ''} and the login are good from this PC. If the modem does not get through with them, the fault is on its side: its SIM, its data connection${isTls ? ', its TLS settings or clock' : ''}.`,
    `从这台电脑看，服务器${isTls ? '、CA ' : ''}和登录信息都正常。如果模组用同样的参数连不上，问题就在模组一侧：SIM 卡、数据连接${isTls ? '、TLS 设置或模组时钟' : ''}。`,
  )
}

function allGood({ tls }: Credential, login: ProbeLogin): Text {
  const isTls = tls !== 'none'
  if (login !== 'tried') {
    return text(
      `The broker${isTls ? ' and the CA are' : ' is'} good from this PC (${untried(login).en}). The fault is on the modem’s side: its data connection, ${isTls ? 'the file it holds, its TLS settings' : 'the address it was given'}, or a SIM that may reach listed addresses only.`,
      `从这台电脑看，服务器${isTls ? '和 CA ' : ''}都正常（${untried(login).zh}）。问题在模组一侧：数据连接、${isTls ? '写入的证书文件、TLS 设置' : '写入的地址'}，或者 SIM 卡是只能访问白名单地址的定向卡。`,
    )
  }
  return text(
    `The broker, ${isTls ? 'the CA ' : ''}and the login are good from this PC; the fault is on the modem’s side: its data connection or a SIM that may reach listed addresses only, ${isTls ? 'the certificate file as it arrived in the modem, its TLS settings and clock, ' : ''}or a value that was changed on its way into the modem.`,
    `从这台电脑看，服务器${isTls ? '、CA ' : ''}和登录信息都正常，问题在模组一侧：数据连接或定向 SIM 卡的白名单${isTls ? '、写进模组的证书文件、TLS 设置和模组时钟' : ''}，或者参数写入模组时变了样。`,
  )
}

function leadOf({ stage, code }: Failure): Text {
  if (code === 'tls.host-name') {
    return text(
      'The CA signs this server’s certificate, but its names do not fit. A modem that does not compare names gets past this, this PC does not',
      'CA 与服务器证书相符，但证书里的名字对不上。不校验域名的模组可以通过，这台电脑不行',
    )
  }
  if (stage === 'net') {
    return text(
      'This PC cannot reach the broker either, so the modem is probably not to blame (unless this PC’s own network blocks it)',
      '这台电脑也连不上服务器，多半不是模组的问题（除非这台电脑所在的网络有限制）',
    )
  }
  if (stage === 'tls') return text('TLS fails from this PC as well, so the modem is not to blame', '这台电脑上 TLS 同样失败，不是模组的问题')
  // Not the broker's word on a login: a TLS port, a web server, a broker that hangs up.
  if (!/^mqtt\.(connack|refused)/.test(code)) {
    return text('This PC gets no further than the modem at the same address, so the modem is not to blame', '这台电脑连同一个地址也一样不通，不是模组的问题')
  }
  return text('The broker answers, but refuses the same login from this PC, so the modem is not to blame', '服务器能连上，但同样的登录信息在这台电脑上也被拒绝，不是模组的问题')
}

/** The modem has not tried anything yet: what fails here is not of its making, and it would meet it as well. */
function leadBefore({ stage, code }: Failure): Text {
  if (code === 'tls.host-name') {
    return text('The CA signs this server’s certificate, but its names do not fit. A modem that does not compare names would get past this', 'CA 与服务器证书相符，但证书里的名字对不上。不校验域名的模组可以通过')
  }
  if (stage === 'net') return text('This PC cannot reach the broker. Unless this PC’s own network blocks it, the modem cannot either', '这台电脑连不上服务器。除非是这台电脑的网络有限制，否则模组同样连不上')
  if (stage === 'tls') return text('TLS fails from this PC, without the modem: the fault is in the files or at the server', '不经过模组，这台电脑上 TLS 就失败了：问题在证书文件或服务器')
  if (!/^mqtt\.(connack|refused)/.test(code)) return text('This PC gets no MQTT at this address, and the modem will get no further', '这台电脑在这个地址上连不通 MQTT，模组也一样')
  return text('The broker answers, but refuses this login from this PC, without the modem: the fault is in the login or in the cloud’s console', '服务器能连上，但不经过模组、这台电脑用这组登录参数也被拒绝：问题在登录参数或云平台控制台')
}

const stop = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)
