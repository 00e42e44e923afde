import type { IPublishPacket, MqttClient } from 'mqtt'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { Qos, SubscriptionOptions } from '../../../shared/contract/mqtt.ts'
import { explainPuback } from '../../../shared/mqtt/reason-codes.ts'
import { bounded } from './bounded.ts'
import { cutWhileWaiting, noAnswer } from './failures.ts'

/** Longer than any broker takes that is still there. */
const answerSeconds = 10

/** The code that SUBACK grants or refuses with, or why there was no SUBACK. `options`: MQTT 5 only. */
export const requestSubscribe = (client: MqttClient, topic: string, qos: Qos, options?: SubscriptionOptions): Promise<number | Failure> =>
  bounded<number | Failure>(answerSeconds, noAnswer('SUBACK', answerSeconds), (done) => {
    client.subscribe(topic, { qos, ...(options && onWire(options)) }, (error, grants, packet) => {
      const code = packet?.granted[0] ?? grants?.[0]?.qos
      done(typeof code === 'number' && (!error || code >= 128) ? code : cutWhileWaiting)
    })
  })

/** Null once UNSUBACK has come. */
export const requestUnsubscribe = (client: MqttClient, topic: string): Promise<Failure | null> =>
  bounded<Failure | null>(answerSeconds, noAnswer('UNSUBACK', answerSeconds), (done) => {
    client.unsubscribe(topic, (error) => done(error ? cutWhileWaiting : null))
  })

/** The packet identifier once it is acknowledged, QoS 0: once it is sent; or why not. */
export const requestPublish = (client: MqttClient, { topic, payload, qos, retain, properties }: Pick<IPublishPacket, 'topic' | 'payload' | 'qos' | 'retain' | 'properties'>): Promise<number | Failure> =>
  bounded<number | Failure>(answerSeconds, noAnswer(qos === 0 ? 'drain' : qos === 1 ? 'PUBACK' : 'PUBCOMP', answerSeconds), (done) => {
    client.publish(topic, payload, { qos, retain, ...(properties && { properties }) }, (error, packet) => {
      if (!error) return done(packet?.messageId ?? 0)
      const { code } = error as { code?: unknown }
      done(typeof code === 'number' ? explainPuback(code, topic) : cutWhileWaiting)
    })
  })

/** As the library names them: no local, retain as published, retain handling. */
const onWire = ({ noLocal, retainAsPublished, retainHandling, identifier }: SubscriptionOptions) => ({
  nl: noLocal,
  rap: retainAsPublished,
  rh: retainHandling,
  ...(identifier !== undefined && { properties: { subscriptionIdentifier: identifier } }),
})
