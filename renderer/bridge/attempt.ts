import { fail, type Failure, type Result } from '../../shared/contract/failure.ts'
import { text } from '../../shared/text/local-text.ts'

const unreachable: Failure = {
  code: 'link.lost',
  stage: 'port',
  what: text('ATelier’s program did not answer this request.', 'ATelier 后台程序没有应答这次请求。'),
  next: text(
    'The window reconnects by itself. When the banner is gone, try again; if it stays, start ATelier anew.',
    '界面会自动重连，横幅消失后再试一次；若一直不消失，请重新启动 ATelier。',
  ),
}

/** A call whose rejection (link lost, refused at the edge) becomes a failure in words like any other. */
export async function attempt<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call()
  } catch (error) {
    return fail({ ...unreachable, evidence: error instanceof Error ? error.message : String(error) })
  }
}
