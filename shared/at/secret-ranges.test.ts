import { describe, expect, it } from 'vitest'
import { secretRanges } from './secret-ranges.ts'

const masked = (line: string): string =>
  secretRanges(line).reduce((text, { start, end }) => text.slice(0, start) + '*'.repeat(end - start) + text.slice(end), line)

describe('secretRanges', () => {
  it.each([
    ['AT+QMTCONN=0,"id","user","pass"', 'AT+QMTCONN=0,"id","user","****"'],
    ['at+qmtconn=0,"id","user","pa,ss"\r', 'at+qmtconn=0,"id","user","*****"\r'],
    ['AT+QMTCONN=0,id,user,pass\r\n', 'AT+QMTCONN=0,id,user,****\r\n'],
    ['AT+QMTCONN=0,"id"', 'AT+QMTCONN=0,"id"'],
    ['AT+QMTCONN?', 'AT+QMTCONN?'],
    ['AT+MCONFIG="id|securemode=3,signmethod=hmacmd5|","dev&pk","0f655b12"', 'AT+MCONFIG="id|securemode=3,signmethod=hmacmd5|","dev&pk","********"'],
    ['AT+MCONFIG=id,user,pass', 'AT+MCONFIG=id,user,****'],
    ['AT+LMQTTCONN=0,"id","user","pass"', 'AT+LMQTTCONN=0,"id","user","****"'],
    ['AT+LMQTTCFG="aliauth",0,"pk","dn","secret"', 'AT+LMQTTCFG="aliauth",0,"pk","dn","******"'],
    ['AT+QMTCFG="aliauth",0,"pk","dn","secret"', 'AT+QMTCFG="aliauth",0,"pk","dn","******"'],
    ['AT+QMTCFG="keepalive",0,120', 'AT+QMTCFG="keepalive",0,120'],
    ['AT+CMQTTCONNECT=0,"tcp://h:1883",60,1,"user","pass"', 'AT+CMQTTCONNECT=0,"tcp://h:1883",60,1,"user","****"'],
    ['AT+CWJAP="shop","pa\\"ss"', 'AT+CWJAP="shop","******"'],
    ['AT+MQTTUSERCFG=0,1,"id\\,x","us\\"er","pa\\,ss",0,0,""', 'AT+MQTTUSERCFG=0,1,"id\\,x","us\\"er","******",0,0,""'],
    ['AT#XMQTTCON=1,"user","pass","host",1883', 'AT#XMQTTCON=1,"user","****","host",1883'],
    ['AT+CPIN="1234"', 'AT+CPIN="****"'],
    ['AT+CPIN="12345678","1234"', 'AT+CPIN="********","****"'],
    ['AT+CPIN?', 'AT+CPIN?'],
    ['AT+QICSGP=1,1,"apn","user","secret",1', 'AT+QICSGP=1,1,"apn","user","******",1'],
    ['AT+CGAUTH=1,1,"user","secret"', 'AT+CGAUTH=1,1,"user","******"'],
    ['AT+QMTPUB=0,1,1,0,"topic"', 'AT+QMTPUB=0,1,1,0,"topic"'],
    ['AT+CMEE=2;+CPIN="1234"', 'AT+CMEE=2;+CPIN="****"'],
    ['ATE0;+CPIN="1234";+CGAUTH=1,1,"us;er","se;cret"\r', 'ATE0;+CPIN="****";+CGAUTH=1,1,"us;er","*******"\r'],
    ['AT+CPIN="12;34";', 'AT+CPIN="*****";'],
    ['AT+QMTCONN=0,"id","user","unclosed', 'AT+QMTCONN=0,"id","user","********'],
  ])('%j shows as %j', (line, expected) => {
    expect(masked(line)).toBe(expected)
  })
})
