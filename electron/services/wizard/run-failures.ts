import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

/** A fault of this program: the run ends in words and the port is free again. */
export const unforeseen = (error: unknown): Failure => ({
  code: 'wizard.fault',
  stage: 'port',
  what: text('ATelier itself stumbled over this step.', 'ATelier 执行这一步时自身出错。'),
  next: text('Retry the step; the recording holds all that was sent and received. Please report the line below.', '请重试此步；收发内容都在记录里。请把下面这行反馈给我们。'),
  evidence: error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim().replace(/\(.*[\\/]/, '(') ?? ''}`.trim() : 'unknown',
})

export const alreadyRunning: Failure = {
  code: 'wizard.running',
  stage: 'port',
  what: text('The plan is already running.', '向导正在运行。'),
  next: text('Wait for the step to end, pause or stop it.', '请等这一步结束，或先暂停、停止。'),
}

export const alreadyDone: Failure = {
  code: 'wizard.done',
  stage: 'cloud',
  what: text('All steps have been run.', '所有步骤都已执行。'),
  next: text('Start the plan again to run it from the top.', '需要重跑请重新开始。'),
}

export const notOnTheBroker: Failure = {
  code: 'wizard.not-connected',
  stage: 'mqtt',
  what: text('The modem is not on the broker: the plan has not run to its end, or was stopped.', '模组还没连上服务器：流程没跑完，或者已经停止。'),
  next: text('Run the plan to its end first.', '请先把流程跑完。'),
}

export const cannotSetClock: Failure = {
  code: 'wizard.no-clock',
  stage: 'modem',
  what: text('This modem’s clock cannot be set by a command.', '这款模组不能用指令设置时钟。'),
  next: text('Let it take the time from the network or a time server.', '请让它从网络或时间服务器校时。'),
}

export const stoppedOnTheWay: Failure = {
  code: 'wizard.stopped',
  stage: 'mqtt',
  what: text('Stopped before the modem had answered.', '模组应答之前被停止。'),
  next: text('Whether it was still sent, the terminal shows.', '是否已经发出，请看终端。'),
}

/** `name` is the fill's, never its value. */
export const noValue = (name: string): Failure => ({
  code: 'wizard.no-value',
  stage: 'cloud',
  what: text(`The value “${name}” is not there: no step has brought it yet.`, `还没有取到“${name}”的值。`),
  next: text('Run the steps that fetch it from the cloud, from the start.', '请从头运行，先执行向云平台获取它的步骤。'),
})

export const badValue = (name: string): Failure => ({
  code: 'wizard.bad-value',
  stage: 'cloud',
  what: text(`The value “${name}” has characters that cannot stand in a command.`, `“${name}”的值里有不能放进指令的字符。`),
  next: text('Look at the answer in the terminal: it may be cut off, or not the cloud’s.', '请在终端查看应答：可能不完整，或不是云平台返回的。'),
})

export const noSuchCheck: Failure = {
  code: 'wizard.unknown-check',
  stage: 'modem',
  what: text('There is no such check now: no step has failed, or it was tried again since.', '现在没有这项检查：没有失败的步骤，或步骤已经重试过。'),
  next: text('Look at the failed step again.', '请重新查看失败的步骤。'),
}

export const notConfirmed: Failure = {
  code: 'wizard.unconfirmed-check',
  stage: 'modem',
  what: text('This command may change something in the modem.', '这条指令可能会改动模组里的设置。'),
  next: text('Send it only when that is meant.', '确认需要再发送。'),
}

export const checkUnanswered = (line: string, hasBegun: boolean): Failure => ({
  code: 'wizard.check-unanswered',
  stage: 'modem',
  what: hasBegun
    ? text('The modem took the command, but its result never came.', '模组接受了指令，但结果一直没有上报。')
    : text('The modem did not answer.', '模组没有应答。'),
  next: text('Send AT to see whether it still answers, then check again.', '先发 AT 看模组是否还有应答，再检查一次。'),
  evidence: line,
})

export const noSuchSecret: Failure = {
  code: 'wizard.unknown-secret',
  stage: 'cloud',
  what: text('This run has no such value.', '这次运行没有这个值。'),
  next: text('Run the step that brings it first.', '请先运行能取得它的步骤。'),
}

export const noSuchRun: Failure = {
  code: 'wizard.unknown-run',
  stage: 'port',
  what: text('This run no longer exists.', '这次运行已不存在。'),
  next: text('Start the plan again.', '请重新开始。'),
}

export const sessionBusy: Failure = {
  code: 'wizard.session-busy',
  stage: 'port',
  what: text('A plan is running on this port.', '此串口上有向导正在运行。'),
  next: text('Stop it first.', '请先停止它。'),
}

export const unknownPair = (modem: string, cloud: string): Failure => ({
  code: 'plan.unknown-profile',
  stage: 'modem',
  what: text(`There is no profile for ${modem} with ${cloud}.`, `没有 ${modem} 配 ${cloud} 的方案。`),
  next: text('Choose one from the list.', '请从列表里选择。'),
})

export const notReady = (finding: Finding | undefined): Failure => ({
  code: finding?.code ?? 'plan.incomplete',
  stage: finding?.stage ?? 'mqtt',
  what: finding?.what ?? text('The plan is not complete.', '方案还不完整。'),
  next: finding?.next ?? text('Fill in the marked fields.', '请补全标出的栏目。'),
})

export const noAnswer: Failure = {
  code: 'modem.no-answer',
  stage: 'modem',
  what: text('The module does not answer AT.', '模组不应答 AT。'),
  next: text('Check power, cable (TX and RX crossed), the port and its baud rate, then ask again.', '检查供电、接线（TX/RX 交叉）、串口号和波特率，然后再试。'),
}
