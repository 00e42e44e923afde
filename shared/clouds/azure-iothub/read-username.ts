import type { Given } from '../../signature/given.ts'
import { text } from '../../text/local-text.ts'
import type { Inputs, Mark } from '../profile.ts'
import { isShortName } from './field-checks.ts'
import { apiVersion } from './login.ts'
import { asKnown, mark, shortName, type Stated } from './marks.ts'

/** Versions of the device interface that were published; each still works. */
const apiVersions = ['2016-11-14', '2018-06-30', '2019-03-30', '2019-07-01-preview', '2019-10-01', '2020-05-31-preview', '2020-09-30', apiVersion]

const example = text(`It is {hub}/{deviceId}/?api-version=${apiVersion}`, `格式为 {hub}/{deviceId}/?api-version=${apiVersion}`)

/** `{hub}/{deviceId}/?api-version=…`, perhaps with a model’s ID or an SDK’s name behind it. */
export function readUserName({ username }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (username === undefined) return
  if (/\/registrations\//.test(username)) {
    marks.push(
      mark('username', 'azure.dps-login', text('This is the user name for the provisioning service (DPS), not for a hub.', '这是预配服务（DPS）的用户名，不是 IoT 中心的。'), example),
    )
    return
  }
  const [, hub, deviceId, question, version, more] = /^([A-Za-z0-9.-]+)\/([^/]+)\/(\??)api-version=([^&]*)(&.*)?$/.exec(username) ?? []
  if (hub === undefined || deviceId === undefined || version === undefined) {
    readIncomplete(username, known, stated, marks)
    return
  }
  state(hub, deviceId, known, stated, marks)
  const at = username.indexOf('api-version=') + 'api-version='.length
  if (apiVersions.includes(version)) stated['apiVersion'] = { value: version, part: 'username' }
  else {
    marks.push({
      ...mark(
        'username',
        'azure.api-version',
        text('The api-version in the user name is none that was published.', '用户名里的 api-version 不是已发布的版本。'),
        text(`Use ${apiVersion}.`, `请用 ${apiVersion}。`),
      ),
      field: 'apiVersion',
      span: [at, at + version.length],
    })
  }
  if (question === '') {
    marks.push({
      ...mark(
        'username',
        'azure.username-question',
        text('A “?” is missing before api-version: an old form, that not every hub takes.', 'api-version 前缺少“?”，这是旧写法，不一定都能通过。'),
        example,
      ),
      severity: 'warning',
      span: [at - 'api-version='.length, at],
    })
  }
  if (more !== undefined) {
    marks.push({
      ...mark(
        'username',
        'azure.username-more',
        text('More than the api-version stands in the user name; it was not judged.', '用户名里 api-version 之后还有别的参数，没有检查。'),
        text('A model’s ID and an SDK’s name may stand there.', '这里可以带 model-id 或 SDK 名称。'),
      ),
      severity: 'warning',
      span: [username.length - more.length, username.length],
    })
  }
}

function state(hub: string, deviceId: string, known: Inputs, stated: Stated, marks: Mark[]): void {
  stated['deviceId'] = { value: deviceId, part: 'username' }
  if (isShortName(hub)) {
    stated['hub'] ??= { value: asKnown(`${hub}.azure-devices.net`, known), part: 'username' }
    marks.push(shortName('username', hub, [0, hub.length]))
  } else {
    stated['hub'] = { value: asKnown(hub, known), part: 'username' }
    if (hub !== hub.toLowerCase()) {
      const lower = text(`Write ${hub.toLowerCase()}`, `请写成 ${hub.toLowerCase()}`)
      marks.push({
        ...mark('username', 'azure.hub-case', text('The hub’s name has capitals in the user name.', '用户名里的 IoT 中心主机名带了大写字母。'), lower),
        severity: 'warning',
        span: [0, hub.length],
      })
    }
  }
}

function readIncomplete(username: string, known: Inputs, stated: Stated, marks: Mark[]): void {
  const [, hub, deviceId] = /^([A-Za-z0-9.-]+)\/([^/?&=]+)\/?\??$/.exec(username) ?? []
  if (hub === undefined || deviceId === undefined) {
    marks.push(mark('username', 'azure.username-form', text('The user name does not have the form that the hub wants.', '用户名格式不对。'), example))
    return
  }
  state(hub, deviceId, known, stated, marks)
  const added = text(`Add /?api-version=${apiVersion}`, `请在末尾加上 /?api-version=${apiVersion}`)
  marks.push({
    ...mark('username', 'azure.no-api-version', text('The user name lacks its api-version.', '用户名缺少 api-version。'), added),
    span: [username.length, username.length],
  })
}
