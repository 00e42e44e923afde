import { describe, expect, it } from 'vitest'
import { describeQuectelLine } from './describe-line.ts'

describe('describeQuectelLine', () => {
  it.each([
    ['+QMTOPEN: 0,0', 'connection open', false],
    ['+QMTCONN: 0,0,0', 'login accepted', false],
    ['+QMTCONN: 0,0', 'login accepted', false],
    ['+QMTCONN: 0,1', 'sent again, no answer yet', false],
    ['+QMTSUB: 0,1,0,1', 'subscribed, QoS 1 granted', false],
    ['+QMTSUB: 0,1,1,2', 'sent again, no answer yet', false],
    ['+QMTPUB: 0,1,0', 'published', false],
    ['+QMTPUB: 0,0,0', 'published', false],
    ['+QMTPUB: 0,1,1,1', 'sent again, no answer yet', false],
    ['+QFUPL: 1188,2d13', '1188 bytes stored, checksum 2d13', false],
    ['+QMTCONN: 0,0,4', 'The broker rejected the user name or password.', true],
    ['+QMTSUB: 0,1,0,128', 'The broker refused the subscription (128).', true],
    ['+QMTSTAT: 0,1', 'The broker closed or reset the connection.', true],
    ['+QMTOPEN: 0,4', 'The modem could not resolve the broker’s name.', true],
  ])('%s: %s', (line, words, isFailure) => {
    const found = describeQuectelLine(line)
    expect([found?.words.en, found?.isFailure]).toStrictEqual([words, isFailure])
  })

  it.each(['+CSQ: 26,99', 'OK', '+QMTRECV: 0,0,"t",1,"x"', '+QMTOPEN: 0,"broker",8883'])('%s explains itself', (line) => {
    expect(describeQuectelLine(line)).toBeUndefined()
  })
})
