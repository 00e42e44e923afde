import { describe, expect, test } from 'vitest'
import { utf8 } from '../../text/bytes.ts'
import { emptyTemplate } from '../workspace/schema.ts'
import { readCollections, writeCollections } from './file.ts'
import { addCollection, addGiven, emptyLibrary, removeMessage, saveMessage, searchLibrary, variablesOf, type MessageLibrary } from './schema.ts'

const of = (topic: string, payload = '') => ({ ...emptyTemplate, topic, payload })
const library: MessageLibrary = {
  variables: [
    { name: '工位', value: 'A3' },
    { name: 'not a name', value: 'x' },
    { name: '工位', value: 'B1' },
  ],
  collections: [
    { id: 'c1', name: 'Lamp', messages: [{ id: 'm1', name: 'On', template: of('lamp/set', '{"on":true}') }, { id: 'm2', name: 'Off', template: of('lamp/set', '{"on":false}') }] },
    { id: 'c2', name: '电表', messages: [{ id: 'm3', name: '抄表', template: of('meter/read', '{"cmd":"read"}') }] },
  ],
}

describe('collections of messages', () => {
  test('saving under a name that is there changes that message', () => {
    const once = saveMessage(library, 'c1', { id: 'new', name: 'On', template: of('lamp/set', '1') })
    expect(once.collections[0]?.messages.map(({ id, name, template }) => [id, name, template.payload])).toEqual([['m1', 'On', '1'], ['m2', 'Off', '{"on":false}']])
    expect(saveMessage(library, 'c1', { id: 'new', name: 'Blink', template: of('x') }).collections[0]?.messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'new'])
    expect(removeMessage(library, 'm2').collections[0]?.messages.map(({ id }) => id)).toEqual(['m1'])
    expect(addCollection(emptyLibrary, { id: 'c', name: 'C', messages: [] }).collections).toHaveLength(1)
  })

  test('every word counts, in name, topic, payload and the collection’s name', () => {
    const found = (search: string) => searchLibrary(library, search).flatMap(({ messages }) => messages.map(({ id }) => id))
    expect([found(''), found('LAMP'), found('lamp false'), found('电表'), found('read meter'), found('nothing')]).toEqual([['m1', 'm2', 'm3'], ['m1', 'm2'], ['m2'], ['m3'], ['m3'], []])
  })

  test('variables need a name that can stand between braces; the later of two counts', () => {
    expect(variablesOf(library)).toEqual({ 工位: 'B1' })
  })
})

describe('a file of collections', () => {
  const ids = () => {
    let next = 0
    return () => `n${next++}`
  }

  test('gives back what was written, with names of its own', () => {
    const read = readCollections(writeCollections(library), ids())
    expect(read.ok && [read.value.leftOut, read.value.unknown]).toEqual([[], []])
    expect(read.ok && read.value.collections.map(({ name, messages }) => [name, messages.map(({ name: called, template }) => [called, template])])).toEqual(
      library.collections.map(({ name, messages }) => [name, messages.map(({ name: called, template }) => [called, template])]),
    )
  })

  test('takes the variables along that its messages name, in whatever part, and no others', () => {
    const template = { ...of('a/{{工位}}', '{"n":{{counter}}}'), properties: { ...emptyTemplate.properties, userProperties: [{ name: 'by', value: '{{ tester }}' }] } }
    const own: MessageLibrary = {
      collections: [{ id: 'c', name: 'C', messages: [{ id: 'm', name: 'M', template }] }],
      variables: [{ name: '工位', value: 'A3' }, { name: 'tester', value: 'Li' }, { name: 'token', value: 'not for others' }],
    }
    const read = readCollections(writeCollections(own), ids())
    expect(read.ok && read.value.variables).toEqual([{ name: '工位', value: 'A3' }, { name: 'tester', value: 'Li' }])
  })

  test('a variable that is here already keeps its value, and that is told; names that fill nothing stay out', () => {
    const file = { format: 'atelier-mqtt-collections', version: 1, collections: [], variables: [{ name: '工位', value: 'C9' }, { name: 'new', value: '1' }, { name: 'no name', value: '' }, 7] }
    const read = readCollections(utf8(JSON.stringify(file)), ids())
    if (!read.ok) throw new Error(read.failure.code)
    const { library: next, kept } = addGiven(library, read.value.collections, read.value.variables)
    expect([next.variables, kept]).toEqual([[...library.variables, { name: 'new', value: '1' }], ['工位']])
    expect(read.value.unknown).toEqual(['variables[2] no name', 'variables[3]'])
  })

  test('written by hand may leave out what is usual; a broken message is named and costs only itself, unknown fields are named', () => {
    const file = {
      format: 'atelier-mqtt-collections',
      version: 1,
      unknown: true,
      collections: [{ name: 'Hand', messages: [{ name: 'short', template: { topic: 'a', payload: 'x', extra: 1 } }, { name: 'bad', template: { topic: 'a', qos: 7 } }, 'nonsense'] }],
    }
    const read = readCollections(utf8(`\uFEFF${JSON.stringify(file)}`), ids())
    expect(read.ok && read.value).toEqual({
      variables: [],
      collections: [{ id: 'n0', name: 'Hand', messages: [{ id: 'n1', name: 'short', template: of('a', 'x') }] }],
      leftOut: [
        { collection: 'Hand', number: 2, name: 'bad', part: 'template.qos' },
        { collection: 'Hand', number: 3, name: '', part: 'name' },
      ],
      unknown: ['unknown', 'Hand #1.template.extra'],
    })
  })

  test.each([['{', 'mqtt.collections-no-json'], ['{"format":"other"}', 'mqtt.collections-other-file'], ['[]', 'mqtt.collections-other-file']])('%s is refused as what it is', (content, code) => {
    const read = readCollections(utf8(content), ids())
    expect(read.ok ? null : read.failure.code).toBe(code)
  })
})
