/** Bytes that are nearly those they were made of: the same ones for the same seed. */
import { noise } from './artifacts.ts'

/** Numbers that look random, each below its bound. */
export type Dice = (bound: number) => number

/** Dice that fall the same way for the same seed. */
export function diceOf(seed: string): Dice {
  let [numbers, at, round] = [noise(64 * 1024, seed), 0, 0]
  return (bound) => {
    if (at + 4 > numbers.length) {
      round += 1
      numbers = noise(64 * 1024, `${seed} ${round}`)
      at = 0
    }
    at += 4
    return Math.floor((numbers.readUInt32LE(at - 4) / 2 ** 32) * bound)
  }
}

/** What a mutation may change. */
export interface Mutable {
  readonly bytes: Buffer
  /** What is put in now and then. */
  readonly words: readonly (string | Buffer)[]
  /** Changes are made from here on. */
  readonly from?: number
}

/** The bytes, changed in one to six places. */
export function mutated({ bytes, words, from = 0 }: Mutable, dice: Dice): Buffer {
  let result = bytes
  for (let changes = 1 + dice(6); changes > 0; changes -= 1) {
    const at = from + dice(Math.max(1, result.length - from))
    const head = result.subarray(0, at)
    const tail = result.subarray(at)
    const length = dice(40)
    const word = () => Buffer.from(words[dice(words.length)] ?? '')
    const makers: (() => Buffer)[] = [
      () => Buffer.concat([head, Buffer.from([dice(256)]), tail.subarray(1)]),
      () => Buffer.concat([head, Buffer.from([dice(256)]), tail.subarray(1)]),
      () => Buffer.concat([head, EXTREMES.subarray(dice(4)).subarray(0, 1), tail.subarray(1)]),
      () => Buffer.concat([head, word(), tail]),
      () => {
        const put = word()
        return Buffer.concat([head, put, tail.subarray(put.length)])
      },
      () => Buffer.concat([head, tail.subarray(length)]),
      () => Buffer.concat([head, tail.subarray(0, length), tail]),
      () => (dice(4) === 0 ? head : result)
    ]
    result = makers[dice(makers.length)]?.() ?? result
  }
  return result
}

const EXTREMES = Buffer.from([0xff, 0, 0x80, 1])
