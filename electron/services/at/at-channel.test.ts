import { describe, expect, it } from 'vitest'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure } from '../../../shared/contract/failure.ts'
import { fromUtf8, latin1, utf8 } from '../../../shared/text/bytes.ts'
import { AtChannel } from './at-channel.ts'
import type { AtLink } from './at-link.ts'

const gone: Failure = { code: 'port.vanished', stage: 'port', what: { en: 'gone', zh: '没了' }, next: { en: 'plug', zh: '插' } }

/** A line whose other end is a script: `answer` gets every write and replies with chunks. */
function line(answer: (sent: string, send: (text: string | Uint8Array) => void) => void) {
  const bytes = new Emitter<[Uint8Array]>()
  const lost = new Emitter<[Failure]>()
  const written: string[] = []
  const send = (data: string | Uint8Array) => bytes.fire(typeof data === 'string' ? utf8(data) : data)
  const link: AtLink = {
    write: async (data) => {
      written.push(fromUtf8(data))
      queueMicrotask(() => answer(fromUtf8(data), send))
      return ok(null)
    },
    onBytes: bytes.on,
    onLost: lost.on,
    note: () => {},
  }
  return { link, written, send, lose: () => lost.fire(gone) }
}

const quectel = { urcPrefixes: ['+QMTRECV:', '+QMTOPEN:', '+QMTSTAT:', '+QIND:'], graceMs: 0 }
const shape = (reply: Awaited<ReturnType<AtChannel['run']>>) => ({ ...reply, elapsedMs: 0 })

describe('AtChannel', () => {
  it.each([
    ['with echo', 'AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n'],
    ['without echo', '\r\n+CSQ: 26,99\r\n\r\nOK\r\n'],
  ])('takes a response and its final result %s, in any chunks', async (_, answer) => {
    for (let cut = 0; cut <= answer.length; cut++) {
      const { link } = line((_sent, send) => {
        send(answer.slice(0, cut))
        send(answer.slice(cut))
      })
      const channel = new AtChannel(link, quectel)
      expect(shape(await channel.run({ line: 'AT+CSQ', timeoutMs: 500 }))).toStrictEqual({
        final: 'OK',
        info: ['+CSQ: 26,99'],
        lines: ['+CSQ: 26,99', 'OK'],
        received: 'lines',
        elapsedMs: 0,
      })
    }
  })

  it('tells a URC in the middle of a response apart', async () => {
    const { link } = line((_sent, send) => send('\r\n+CREG: 0,\r'.slice(0, 2) + '+QIND: SMS DONE\r\n\r\n+CREG: 0,1\r\n\r\n+CREG: 1,"D509","80D413D",7\r\n\r\nOK\r\n'))
    const channel = new AtChannel(link, quectel)
    const urcs: string[] = []
    channel.onUrc((urc) => urcs.push(urc))
    const reply = await channel.run({ line: 'AT+CREG?', timeoutMs: 500 })
    expect(reply.info).toStrictEqual(['+CREG: 0,1'])
    expect(urcs).toStrictEqual(['+QIND: SMS DONE', '+CREG: 1,"D509","80D413D",7'])
  })

  describe('an OK that asks for the data (Nordic’s data mode)', () => {
    const prompt = { token: 'OK', timeoutMs: 100, data: utf8('abc+++'), end: 'length', secret: false } as const
    const urc = { prefix: '#XMQTTEVT: 3,', failurePrefix: ['#XDATAMODE: -'], timeoutMs: 500 }

    it('is the result, and what becomes of the data comes as a URC', async () => {
      const { link, written } = line((sent, send) => send(sent === 'abc+++' ? '\r\n#XDATAMODE: 0\r\n\r\n#XMQTTEVT: 3,0\r\n' : '\r\nOK\r\n'))
      const channel = new AtChannel(link, { graceMs: 0, urcPrefixes: ['#XMQTTEVT:', '#XDATAMODE:'] })
      const reply = await channel.run({ line: 'AT#XMQTTPUB="t","",1,0', timeoutMs: 500, prompt, urc })
      expect([reply.final, reply.urc, reply.lines[0], written]).toStrictEqual(['OK', '#XMQTTEVT: 3,0', 'OK', ['AT#XMQTTPUB="t","",1,0\r', 'abc+++']])
    })

    it('sends nothing after ERROR, and leaves data mode where no OK was read', async () => {
      const refused = line((_sent, send) => send('\r\nERROR\r\n'))
      expect((await new AtChannel(refused.link, { graceMs: 0 }).run({ line: 'AT#XMQTTPUB="t"', timeoutMs: 500, prompt, urc })).final).toBe('ERROR')
      expect(refused.written).toStrictEqual(['AT#XMQTTPUB="t"\r'])
      const mute = line(() => {})
      expect((await new AtChannel(mute.link, { graceMs: 0 }).run({ line: 'AT#XMQTTPUB="t"', timeoutMs: 500, prompt, urc })).timedOut).toBe('prompt')
      expect(mute.written).toStrictEqual(['AT#XMQTTPUB="t"\r', '+++'])
    })
  })

  it('sends data that needs no prompt as the end of the line, masked, and knows its echo of several lines', async () => {
    const masks: unknown[] = []
    const { link, written } = line((sent, send) => send(`${sent.replaceAll('\n', '\r\n')}\r\n\r\nOK\r\n`))
    const watched: AtLink = { ...link, write: (bytes, mask) => (masks.push(mask), link.write(bytes, mask)) }
    const prompt = { token: 'inline', timeoutMs: 0, data: utf8('-----\nkey\n-----"'), end: 'length', secret: true } as const
    const reply = await new AtChannel(watched, { graceMs: 0 }).run({ line: 'AT%CMNG=0,1000,2,"', timeoutMs: 500, prompt })
    expect([reply.final, reply.lines, written, masks]).toStrictEqual(['OK', ['OK'], ['AT%CMNG=0,1000,2,"-----\nkey\n-----"\r'], [[{ start: 18, end: 34 }]]])
  })

  it.each([
    ['+MQTTPUB:OK', { prefix: '+MQTTPUB:', timeoutMs: 500 }, { final: 'OK', urc: '+MQTTPUB:OK' }],
    ['OK', undefined, { final: 'OK', urc: undefined }],
    ['ERROR', undefined, { final: 'ERROR', urc: undefined }],
  ])('an OK before the prompt does not end the command; %s after the data does', async (last, urc, expected) => {
    const { link, written } = line((sent, send) => send(sent === 'abc' ? `\r\n${last}\r\n` : '\r\nOK\r\n\r\n>'))
    const channel = new AtChannel(link, { graceMs: 0, lineEnd: '\r\n' })
    const prompt = { token: '>', timeoutMs: 500, data: utf8('abc'), end: 'length', secret: false, followsOk: true } as const
    const reply = await channel.run({ line: 'AT+X=3', timeoutMs: 500, prompt, ...(urc && { urc }) })
    expect(written).toStrictEqual(['AT+X=3\r\n', 'abc'])
    expect({ final: reply.final, urc: reply.urc }).toStrictEqual(expected)
    expect(reply.timedOut).toBeUndefined()
  })

  it('an OK without the prompt behind it ends as a prompt that never came', async () => {
    const { link } = line((sent, send) => sent.startsWith('AT+X') && send('\r\nOK\r\n'))
    const channel = new AtChannel(link, { graceMs: 0 })
    const prompt = { token: '>', timeoutMs: 20, data: utf8('abc'), end: 'length', secret: false, followsOk: true } as const
    const reply = await channel.run({ line: 'AT+X=3', timeoutMs: 20, prompt })
    expect([reply.final, reply.timedOut]).toStrictEqual([null, 'prompt'])
  })

  it.each([
    ['after OK', '\r\nOK\r\n', '\r\n+QMTOPEN: 0,0\r\n'],
    ['before OK', '\r\n+QMTOPEN: 0,0\r\n', '\r\nOK\r\n'],
  ])('waits for final result and result URC, %s', async (_, first, second) => {
    const { link } = line((_sent, send) => {
      send(first)
      setTimeout(() => send(second), 5)
    })
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({ line: 'AT+QMTOPEN=0,"h",1', timeoutMs: 500, urc: { prefix: '+QMTOPEN: 0,', timeoutMs: 500 } })
    expect([reply.final, reply.urc, reply.timedOut]).toStrictEqual(['OK', '+QMTOPEN: 0,0', undefined])
  })

  it('lets progress URCs pass and a link loss end the wait', async () => {
    const { link } = line((_sent, send) => send('\r\n+QMTSTAT: 0,5\r\nOK\r\n\r\n+QMTCONN: 0,1\r\n\r\n+QMTSTAT: 0,1\r\n'))
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({
      line: 'AT+QMTCONN=0,"id"',
      timeoutMs: 500,
      urc: { prefix: '+QMTCONN: 0,', interim: /^\+QMTCONN: 0,1/, failurePrefix: '+QMTSTAT: 0,', timeoutMs: 500 },
    })
    expect(reply.urc).toBe('+QMTSTAT: 0,1')
  })

  it.each([
    ['before', '\r\n+CMQTTCONNECT: 0,12\r\n\r\nERROR\r\n', '+CMQTTCONNECT: 0,12'],
    ['after', '\r\nERROR\r\n\r\n+CMQTTCONNECT: 0,12\r\n', '+CMQTTCONNECT: 0,12'],
    ['nowhere beside', '\r\nERROR\r\n', undefined],
  ])('takes the reason %s a bare ERROR', async (_, answer, urc) => {
    const { link } = line((_sent, send) => send(answer))
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({ line: 'AT+CMQTTCONNECT=0,"h",60,1', timeoutMs: 2_000, urc: { prefix: '+CMQTTCONNECT: 0,', timeoutMs: 2_000 } })
    expect([reply.final, reply.urc, reply.timedOut]).toStrictEqual(['ERROR', urc, undefined])
    expect(reply.elapsedMs).toBeLessThan(1_000)
  })

  it('answers DOWNLOAD with exactly the data, whether its line has ended or not', async () => {
    for (const mark of ['\r\nDOWNLOAD\r\n', '\r\nDOWNLOAD']) {
      const { link, written } = line((sent, send) => send(sent.startsWith('AT') ? `${sent}\r${mark}` : '\r\nOK\r\n'))
      const channel = new AtChannel(link)
      const reply = await channel.run({ line: 'AT+HTTPDATA=3,20000', timeoutMs: 1_000, prompt: { token: 'DOWNLOAD', timeoutMs: 1_000, data: utf8('a=b'), end: 'length', secret: true } })
      expect([reply.final, written.at(-1)]).toStrictEqual(['OK', 'a=b'])
    }
  })

  it('answers a > that has a line end behind it, as AirM2M prints it for files', async () => {
    const { link, written } = line((sent, send) => send(sent.startsWith('AT') ? '\r\n>\r\n' : '\r\nOK\r\n'))
    const channel = new AtChannel(link)
    const reply = await channel.run({ line: 'AT+FSWRITE="ca.crt",0,3,15', timeoutMs: 1_000, prompt: { token: '>', timeoutMs: 1_000, data: utf8('PEM'), end: 'length', secret: false } })
    expect([reply.final, written.at(-1)]).toStrictEqual(['OK', 'PEM'])
  })

  it.each([
    ['STATE: IP STATUS\r\n\r\nCONNECT FAIL', 'CONNECT FAIL'],
    ['ALREADY CONNECT', 'ALREADY CONNECT'],
    ['CONNECT OK', 'CONNECT OK'],
  ])('ends its wait by %s, one of several lines', async (answer, urc) => {
    const { link } = line((_sent, send) => send(`\r\nOK\r\n\r\n${answer}\r\n`))
    const channel = new AtChannel(link)
    const reply = await channel.run({
      line: 'AT+MIPSTART="h",1883',
      timeoutMs: 1_000,
      urc: { prefix: 'CONNECT ', failurePrefix: ['ALREADY CONNECT', 'STATE:', 'CLOSED'], interim: /^STATE:/, timeoutMs: 2_000 },
    })
    expect([reply.final, reply.urc, reply.lines.at(-1)]).toStrictEqual(['OK', urc, urc])
  })

  it('answers > with the data and Ctrl-Z, and drops the echo of the data', async () => {
    const { link, written } = line((sent, send) => {
      if (sent.startsWith('AT')) send(`${sent}\r\n> `)
      else send(`{"a":1}\u001a\r\nOK\r\n\r\n+QMTPUB: 0,1,0\r\n`)
    })
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({
      line: 'AT+QMTPUB=0,1,1,0,"t"',
      timeoutMs: 500,
      prompt: { token: '>', timeoutMs: 500, data: utf8('{"a":1}'), end: 'ctrl-z', secret: false },
      urc: { prefix: '+QMTPUB: 0,1,', timeoutMs: 500 },
    })
    expect(written).toStrictEqual(['AT+QMTPUB=0,1,1,0,"t"\r', '{"a":1}\u001a'])
    expect([reply.final, reply.urc, reply.info]).toStrictEqual(['OK', '+QMTPUB: 0,1,0', []])
  })

  it.each(['\r\nCONNECT\r\n', '\r\nCONNECT'])('answers %j with exactly the bytes', async (prompt) => {
    const { link, written } = line((sent, send) => send(sent.startsWith('AT') ? prompt : '\r\n+QFUPL: 3,4143\r\n\r\nOK\r\n'))
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({
      line: 'AT+QFUPL="RAM:a",3,100',
      timeoutMs: 500,
      prompt: { token: 'CONNECT', timeoutMs: 500, data: utf8('A\rC'), end: 'length', secret: false },
    })
    expect(written).toStrictEqual(['AT+QFUPL="RAM:a",3,100\r', 'A\rC'])
    expect(reply.info).toStrictEqual(['+QFUPL: 3,4143'])
  })

  it('sends no data when an error comes instead of the prompt', async () => {
    const { link, written } = line((_sent, send) => send('\r\n+CME ERROR: 407\r\n'))
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({ line: 'AT+QFUPL="RAM:a",1,1', timeoutMs: 500, prompt: { token: 'CONNECT', timeoutMs: 500, data: utf8('x'), end: 'length', secret: false } })
    expect([reply.final, written.length]).toStrictEqual(['+CME ERROR: 407', 1])
  })

  it('says which wait ran out, and leaves a > prompt by ESC', async () => {
    const { link, written } = line(() => {})
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({ line: 'AT+QMTPUB=0,0,0,0,"t"', timeoutMs: 20, prompt: { token: '>', timeoutMs: 20, data: utf8('x'), end: 'ctrl-z', secret: false } })
    expect([reply.timedOut, reply.received, written.at(-1)]).toStrictEqual(['prompt', 'nothing', '\u001b'])
  })

  it('does not take the late OK of a timed-out command for the next one', async () => {
    let late: (() => void) | undefined
    const { link, written } = line((sent, send) => {
      if (sent === 'AT+CGATT=1\r') late = () => send('\r\nOK\r\n')
      else if (sent === 'AT\r') {
        late?.()
        late = undefined
        send('\r\nOK\r\n')
      } else if (sent === 'AT+CPIN?\r') send('\r\n+CPIN: READY\r\n\r\nOK\r\n')
    })
    const channel = new AtChannel(link, quectel)
    expect((await channel.run({ line: 'AT+CGATT=1', timeoutMs: 20 })).timedOut).toBe('final')
    expect((await channel.run({ line: 'AT+CPIN?', timeoutMs: 500 })).info).toStrictEqual(['+CPIN: READY'])
    expect(written).toStrictEqual(['AT+CGATT=1\r', 'AT\r', 'AT+CPIN?\r'])
  })

  it.each([
    ['nothing', ''],
    ['echo', 'AT\r'],
    ['unreadable', Uint8Array.from({ length: 40 }, (_, i) => 0x80 + i)],
    ['lines', '\r\nsomething\r\n'],
  ] as const)('reports what came at all: %s', async (expected, answer) => {
    const { link } = line((_sent, send) => send(answer))
    const reply = await new AtChannel(link, quectel).run({ line: 'AT', timeoutMs: 20 })
    expect([reply.timedOut, reply.received]).toStrictEqual(['final', expected])
  })

  it('ends a command at once when the port goes away, and when it is aborted', async () => {
    const port = line(() => {})
    const channel = new AtChannel(port.link, quectel)
    const pending = channel.run({ line: 'AT', timeoutMs: 60_000 })
    await Promise.resolve().then(() => Promise.resolve())
    setTimeout(port.lose, 1)
    expect((await pending).lost).toBe(gone)
    const stop = new AbortController()
    const aborted = channel.run({ line: 'AT', timeoutMs: 60_000 }, stop.signal)
    setTimeout(() => stop.abort(), 1)
    expect((await aborted).aborted).toBe(true)
  })

  it('sends nothing more when it is aborted while it gets back in step', async () => {
    const stop = new AbortController()
    const { link, written } = line((sent, send) => {
      if (sent !== 'AT\r') return
      stop.abort()
      send('\r\nOK\r\n')
    })
    const channel = new AtChannel(link, quectel)
    await channel.run({ line: 'AT+COPS=?', timeoutMs: 20 })
    const next = await channel.run({ line: 'AT+CIMI', timeoutMs: 500 }, stop.signal)
    expect([next.aborted, written]).toStrictEqual([true, ['AT+COPS=?\r', 'AT\r']])
  })

  it('reports a write that failed', async () => {
    const port = line(() => {})
    const channel = new AtChannel({ ...port.link, write: async () => fail(gone) }, quectel)
    expect((await channel.run({ line: 'AT', timeoutMs: 60_000 })).lost).toBe(gone)
  })

  it('ends a command whose link throws instead of answering', async () => {
    const port = line(() => {})
    const channel = new AtChannel({ ...port.link, write: () => Promise.reject(new Error('boom')) }, quectel)
    expect((await channel.run({ line: 'AT', timeoutMs: 60_000 })).lost?.code).toBe('port.write-failed')
  })

  it('runs one command at a time, in order', async () => {
    const { link, written } = line((sent, send) => setTimeout(() => send(`\r\n${sent.trim()} done\r\n\r\nOK\r\n`), 3))
    const channel = new AtChannel(link, quectel)
    const replies = await Promise.all(['ATI', 'AT&V', 'ATX'].map((text) => channel.run({ line: text, timeoutMs: 500 })))
    expect(replies.map((reply) => reply.info)).toStrictEqual([['ATI done'], ['AT&V done'], ['ATX done']])
    expect(written).toStrictEqual(['ATI\r', 'AT&V\r', 'ATX\r'])
  })

  it.each(['prompt', 'final', 'urc'] as const)('ends at once when the modem restarts while the %s is awaited, and tells the line', async (phase) => {
    const { link } = line((sent, send) => {
      if (sent.startsWith('AT+QMTPUB') && phase !== 'prompt') return send('\r\n> ')
      if (phase === 'urc') send('\r\nOK\r\n')
      send('\r\nRDY\r\n')
    })
    const channel = new AtChannel(link, { ...quectel, restartLines: ['RDY'] })
    const urcs: string[] = []
    channel.onUrc((urc) => urcs.push(urc))
    const reply = await channel.run({
      line: 'AT+QMTPUB=0,1,1,0,"t"',
      timeoutMs: 60_000,
      prompt: { token: '>', timeoutMs: 60_000, data: utf8('x'), end: 'ctrl-z', secret: false },
      urc: { prefix: '+QMTPUB: 0,1,', timeoutMs: 60_000 },
    })
    expect([reply.restarted, reply.timedOut, reply.final]).toStrictEqual(['RDY', undefined, phase === 'urc' ? 'OK' : null])
    expect(urcs).toStrictEqual(['RDY'])
  })

  it.each(['OK', 'one\r\nOK\nERROR', 'NO CARRIER'])('publishes the message %j where the modem does not echo it', async (message) => {
    const { link } = line((sent, send) => send(sent.startsWith('AT') ? '\r\n> ' : '\r\nOK\r\n\r\n+QMTPUB: 0,1,0\r\n'))
    const channel = new AtChannel(link, quectel)
    const reply = await channel.run({
      line: 'AT+QMTPUB=0,1,1,0,"t"',
      timeoutMs: 500,
      prompt: { token: '>', timeoutMs: 500, data: utf8(message), end: 'ctrl-z', secret: false },
      urc: { prefix: '+QMTPUB: 0,1,', timeoutMs: 500 },
    })
    expect([reply.final, reply.urc, reply.timedOut]).toStrictEqual(['OK', '+QMTPUB: 0,1,0', undefined])
  })

  it('knows an echo that a URC cuts in two, wherever', async () => {
    const command = 'AT+QMTCONN=0,"id","user","sesame"'
    for (let cut = 1; cut < command.length; cut++) {
      const { link } = line((_sent, send) => send(`${command.slice(0, cut)}\r\n+QIND: SMS DONE\r\n${command.slice(cut)}\r\r\nOK\r\n`))
      const reply = await new AtChannel(link, quectel).run({ line: command, timeoutMs: 500 })
      expect([cut, reply.lines]).toStrictEqual([cut, ['+QIND: SMS DONE', 'OK']])
    }
  })

  it('reports a port that does not take the bytes, not a silent modem', async () => {
    const stuck: Failure = { ...gone, code: 'port.write-stuck' }
    const { link } = line(() => {})
    const write = async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, 60)
      })
      return fail(stuck)
    }
    const reply = await new AtChannel({ ...link, write }, quectel).run({ line: 'AT', timeoutMs: 10 })
    expect([reply.lost?.code, reply.timedOut]).toStrictEqual(['port.write-stuck', undefined])
  })

  it('lets an upload finish before an abort ends it, so that the modem is not left waiting for bytes', async () => {
    let finish = () => {}
    const { link, written } = line((sent, send) => {
      if (sent.startsWith('AT+QFUPL')) send('\r\nCONNECT\r\n')
      else finish = () => send('\r\n+QFUPL: 3,4143\r\n\r\nOK\r\n')
    })
    const channel = new AtChannel(link, quectel)
    const stop = new AbortController()
    let ended = false
    const running = channel
      .run({ line: 'AT+QFUPL="RAM:a",3,100', timeoutMs: 500, prompt: { token: 'CONNECT', timeoutMs: 500, data: utf8('A\rC'), end: 'length', secret: false } }, stop.signal)
      .finally(() => (ended = true))
    await new Promise(setImmediate)
    stop.abort()
    await new Promise(setImmediate)
    expect([ended, written]).toStrictEqual([false, ['AT+QFUPL="RAM:a",3,100\r', 'A\rC']])
    finish()
    expect([(await running).aborted, (await running).final]).toStrictEqual([true, 'OK'])
  })

  it('tells garbage after a long clean echo from a modem that only echoes', async () => {
    const { link } = line((sent, send) => send(latin1(`${sent}\xf0\xe1\x92\x83\xff\xc0`)))
    const reply = await new AtChannel(link, quectel).run({ line: 'AT+QSSLCFG="ignorelocaltime",2,1', timeoutMs: 20 })
    expect(reply.received).toBe('unreadable')
  })
})
