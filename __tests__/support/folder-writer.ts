/**
 * One change of a registry in a folder, or many until it is killed; each is told on standard output once it is done.
 *
 *     node folder-writer.ts PLACE create|replace|swap|remove|change-paged|complete-paged|contend|loop PATH
 */
import * as v from 'valibot'
import { ABSENT } from '../../src/stores/store.ts'
import { update } from '../../src/stores/update.ts'
import { artifactOf, keyOf, outcomesOf, removeFound } from './artifacts.ts'
import { openStore, placeSchema } from './open-store.ts'
import { changed, renderBelow } from './paged.ts'

const [place = '', what = '', path = ''] = process.argv.slice(2)
const store = await openStore(v.parse(placeSchema, JSON.parse(place)))
const { artifacts, documents } = store

const increment = async () =>
  update(documents, `${path}/counter`, (current) =>
    Promise.resolve(Buffer.from(String(Number(Buffer.from(current ?? '0').toString()) + 1)))
  )

const tasks: Record<string, (() => Promise<unknown>) | undefined> = {
  create: async () => artifacts.create([artifactOf(path, 'new')]),
  replace: async () => {
    const found = await artifacts.find(keyOf(path))
    return artifacts.replace(artifactOf(path, 'new'), found?.revision ?? ABSENT)
  },
  swap: async () => documents.swap(path, (await documents.read(path)).revision, Buffer.from('new')),
  remove: async () => removeFound(store, path),
  'change-paged': async () =>
    update(documents, `${path}/record.json`, (current) => Promise.resolve(changed(current, 'b', 'new')), {
      render: renderBelow(path)
    }),
  'complete-paged': async () => documents.complete(`${path}/record.json`, renderBelow(path)),
  contend: async () => {
    const [outcome] = await outcomesOf(
      artifacts.create([artifactOf(`${path}/file`, `process ${process.pid}`)])
    )
    for (let done = 0; done < 5; done += 1) await increment()
    process.stdout.write(`${outcome} ${process.pid}`)
  },
  loop: async () => {
    for (let done = 0; ; done += 1) {
      await increment()
      process.stdout.write('.')
      await artifacts.create([artifactOf(`${path}/files/${process.pid}-${done}`, `file ${done}`)])
    }
  }
}

const task = tasks[what]
if (task === undefined) throw new Error(`no such task: ${what}`)
await task()
