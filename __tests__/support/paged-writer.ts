/**
 * Changes a record with pages so many times, in a process of its own.
 *
 *     node paged-writer.ts PLACE BASE NAME TIMES        PLACE as JSON: see open-store.ts
 */
import * as v from 'valibot'
import { update } from '../../src/stores/update.ts'
import { openStore, placeSchema } from './open-store.ts'
import { changed, renderBelow } from './paged.ts'

const [place = '', base = '', name = '', times = ''] = process.argv.slice(2)
const store = await openStore(v.parse(placeSchema, JSON.parse(place)))
for (let done = 0; done < Number(times); done += 1) {
  const value = done % 3 === 2 ? null : `value ${done}`
  await update(
    store.documents,
    `${base}/record.json`,
    (current) => Promise.resolve(changed(current, name, value)),
    { render: renderBelow(base) }
  )
}
await store.close()
