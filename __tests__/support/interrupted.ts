/**
 * Creates an artifact of a file, and kills itself with the first part that was sent, or on being told to.
 *
 *     node interrupted.ts PLACE PATH FILE       PLACE as JSON: see open-store.ts
 */
import * as v from 'valibot'
import { silent } from '../../src/log.ts'
import { artifactOfFile } from './artifacts.ts'
import { openStore, placeSchema } from './open-store.ts'

const [place = '', path = '', file = ''] = process.argv.slice(2)
const store = await openStore(v.parse(placeSchema, JSON.parse(place)), {
  ...silent,
  progress: () => ({
    advance: () => process.kill(process.pid, 'SIGKILL'),
    done: () => undefined
  })
})
await store.artifacts.create([await artifactOfFile(path, file)])
