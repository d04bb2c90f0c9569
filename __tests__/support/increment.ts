/**
 * Adds one to the number in a document, so many times, in a process of its own.
 *
 *     node increment.ts PLACE PATH TIMES        PLACE as JSON: see open-store.ts
 */
import * as v from 'valibot'
import { update } from '../../src/stores/update.ts'
import { openStore, placeSchema } from './open-store.ts'

const [place = '', path = '', times = ''] = process.argv.slice(2)
const store = await openStore(v.parse(placeSchema, JSON.parse(place)))
for (let done = 0; done < Number(times); done += 1) {
  await update(store.documents, path, (current) => {
    const number = current === undefined ? 0 : Number(Buffer.from(current).toString())
    return Promise.resolve(Buffer.from(String(number + 1)))
  })
}
await store.close()
