import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { sha256 } from '../../../src/digest.ts'
import { RegistryError } from '../../../src/errors.ts'
import { ABSENT, type Documents, type Render } from '../../../src/stores/store.ts'
import { update } from '../../../src/stores/update.ts'
import { failureOf } from '../../support/artifacts.ts'

beforeEach(() => {
  // Nobody waits between two attempts.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

interface Cell extends Documents {
  text: string | undefined
  reads: number
  swaps: number
  completed: number
  rendered: Render | undefined
}

/** One document; `meanwhile` stands for others, who act between a read and its swap. */
function cell(text: string | undefined, meanwhile: (cell: Cell) => void = () => undefined): Cell {
  const revision = () => (self.text === undefined ? ABSENT : sha256(self.text))
  const self: Cell = {
    text,
    reads: 0,
    swaps: 0,
    completed: 0,
    rendered: undefined,
    read: () => {
      self.reads += 1
      return Promise.resolve({
        body: self.text === undefined ? undefined : Buffer.from(self.text),
        revision: revision()
      })
    },
    swap: (_path, expected, body, pages) => {
      self.swaps += 1
      self.rendered = pages?.render
      meanwhile(self)
      if (expected !== revision()) return Promise.resolve('stale')
      self.text = Buffer.from(body).toString()
      pages?.recorded?.()
      return Promise.resolve('swapped')
    },
    complete: () => {
      self.completed += 1
      return Promise.resolve()
    },
    stale: () => Promise.resolve([])
  }
  return self
}

const append = (more: string) => (current: Uint8Array | undefined) =>
  Promise.resolve(Buffer.from(`${current === undefined ? '' : Buffer.from(current).toString()}${more}`))

describe('an update', () => {
  test('changes a document, and says what it was and is', async () => {
    const document = cell('a')
    const { changed, before, after } = await update(document, 'd', append('b'))
    expect([changed, String(before), String(after)]).toEqual([true, 'a', 'ab'])
    expect([document.text, document.reads, document.swaps]).toEqual(['ab', 1, 1])
  })

  test('creates one that is not there', async () => {
    const document = cell(undefined)
    const { changed, before } = await update(document, 'd', append('b'))
    expect([changed, before, document.text]).toEqual([true, undefined, 'b'])
  })

  test.each<[name: string, text: string | undefined, next: string | undefined]>([
    ['is told to leave it', 'a', undefined],
    ['is told to leave what is not there', undefined, undefined],
    ['would write the same bytes', 'a', 'a']
  ])('writes nothing where it %s', async (_name, text, next) => {
    const document = cell(text)
    const result = await update(document, 'd', () =>
      Promise.resolve(next === undefined ? next : Buffer.from(next))
    )
    const bytes = text === undefined ? undefined : Buffer.from(text)
    expect(result).toEqual({ changed: false, before: bytes, after: bytes })
    expect(document.swaps).toBe(0)
  })

  test('creates an empty document where there is none, and leaves an empty one alone', async () => {
    const document = cell(undefined)
    expect((await update(document, 'd', append(''))).changed).toBe(true)
    expect((await update(document, 'd', append(''))).changed).toBe(false)
    expect(document.swaps).toBe(1)
  })
})

describe('an update of a record with pages', () => {
  const render: Render = () => []

  test('hands over how they are derived', async () => {
    const document = cell('a')
    await update(document, 'd', append('b'), { render })
    expect([document.rendered, document.completed]).toEqual([render, 0])
  })

  test.each<[text: string | undefined, next: string | undefined, completed: number]>([
    ['a', undefined, 1],
    ['a', 'a', 1],
    [undefined, undefined, 0]
  ])('completes them where nothing changes: of %s to %s, %d times', async (text, next, completed) => {
    const document = cell(text)
    const same = () => Promise.resolve(next === undefined ? next : Buffer.from(next))
    expect((await update(document, 'd', same, { render })).changed).toBe(false)
    expect([document.swaps, document.completed]).toEqual([0, completed])
    await update(document, 'd', same)
    expect(document.completed).toBe(completed)
  })

  test.each([
    ['b', 'swapped'],
    ['', 'left as it is']
  ])('tells when the record is as it is to be, before the pages are: %j, %s', async (more) => {
    const told: number[] = []
    const document = cell('a')
    const recorded = () => told.push(document.completed)
    await update(document, 'd', append(more), { render, recorded })
    expect(told).toEqual([0])
  })

  test('begins from what was read already, and reads again after a lost race', async () => {
    const document = cell('a', (self) => {
      if (self.swaps === 1) self.text = 'ab'
    })
    const first = await document.read('d')
    document.reads = 0
    await update(document, 'd', append('c'), { first })
    expect([document.text, document.reads]).toEqual(['abc', 1])
  })

  test('completes them where others have done what was to be done', async () => {
    const document = cell('a', (self) => {
      self.text = 'ab'
    })
    const next = (current: Uint8Array | undefined) =>
      Promise.resolve(String(current) === 'ab' ? undefined : Buffer.from('ab'))
    await update(document, 'd', next, { render })
    expect(document.completed).toBe(1)
  })
})

describe('a lost race', () => {
  test('asks again for the new bytes, from what the winner wrote', async () => {
    let others = 3
    const document = cell('a', (self) => {
      if (others-- > 0) self.text = `${self.text ?? ''}${others}`
    })
    const seen: string[] = []
    await update(document, 'd', (current) => {
      seen.push(String(current))
      return append('!')(current)
    })
    expect(seen).toEqual(['a', 'a2', 'a21', 'a210'])
    expect(document.text).toBe('a210!')
  })

  test('ends where the winner has done what was to be done', async () => {
    const document = cell('a', (self) => {
      self.text = 'ab'
    })
    const result = await update(document, 'd', (current) =>
      Promise.resolve(String(current) === 'ab' ? undefined : Buffer.from('ab'))
    )
    expect(result).toMatchObject({ changed: false, after: Buffer.from('ab') })
  })

  test('that is lost every time ends in words', async () => {
    let turn = 0
    const document = cell('a', (self) => {
      self.text = `${turn++}`
    })
    const failure = await failureOf(update(document, 'narf/tycho.json', append('!')))
    expect(failure.code).toBe('unavailable')
    expect(failure.message).toBe(
      'narf/tycho.json was changed by others 200 times while this step tried to change it'
    )
    expect([document.swaps, document.reads]).toEqual([200, 200])
  })

  test('many writers lose nothing', async () => {
    jest.restoreAllMocks()
    const document = cell('')
    await Promise.all(Array.from({ length: 20 }, (_, index) => update(document, 'd', append(`${index},`))))
    expect(
      document.text
        ?.split(',')
        .filter(Boolean)
        .map(Number)
        .sort((a, b) => a - b)
    ).toEqual([...Array(20).keys()])
  })
})

describe('what goes wrong', () => {
  test('in what makes the new bytes ends the update', async () => {
    const document = cell('a')
    const error = new RegistryError('conflict', 'no', { hint: 'No.' })
    await expect(update(document, 'd', () => Promise.reject(error))).rejects.toBe(error)
    expect(document.swaps).toBe(0)
  })

  test('in the store ends it, too', async () => {
    const down = new Error('down')
    await expect(update({ ...cell('a'), read: () => Promise.reject(down) }, 'd', append('b'))).rejects.toBe(
      down
    )
    await expect(update({ ...cell('a'), swap: () => Promise.reject(down) }, 'd', append('b'))).rejects.toBe(
      down
    )
    const incomplete = { ...cell('a'), complete: () => Promise.reject(down) }
    await expect(update(incomplete, 'd', append(''), { render: () => [] })).rejects.toBe(down)
  })
})
