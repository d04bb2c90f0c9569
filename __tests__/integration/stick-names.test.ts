import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { SIGNATURE } from '../support/attestations.ts'
import { wheelOf } from '../support/python-distributions.ts'
import {
  checkedByStick,
  distributionsOf,
  expectDone,
  filesOnPage,
  LACKS,
  manifestOf,
  MINUTES,
  NO_JSON,
  peerMetadata,
  problemsOf,
  pythonDesks,
  turn,
  versionsByPip,
  wellByStick,
  type PythonDesk
} from '../support/python-peers.ts'
import { describeWith } from '../support/testbed.ts'

const NEEDED = ['stick', 'minio', 'moto', 'pip', 'pypi-simple'] as const

const desk = pythonDesks(NEEDED)

describeWith(NEEDED, 'a project that stick keeps under another name', () => {
  const wheel = (version: string) => `My_Pkg-${version}-py3-none-any.whl`

  async function pushed(here: PythonDesk, who: 'ours' | 'stick', version: string): Promise<string> {
    const metadata = peerMetadata('My_Pkg', version)
    here.write({ [wheel(version)]: wheelOf({ name: 'My_Pkg', version, metadata }) })
    expectDone(await here[who]('upload', wheel(version)))
    return wheel(version)
  }

  test(
    'stays in its folder, and has pages where installers look',
    async () => {
      const here = await desk('spelt')
      const files = [await pushed(here, 'stick', '1.0')]
      await expect(versionsByPip(here, 'my-pkg')).rejects.toThrow('pip found no version')
      files.push(await pushed(here, 'ours', '1.1'))
      expect(await versionsByPip(here, 'my-pkg')).toEqual(['1.1', '1.0'])
      expect(await problemsOf(here)).toEqual([`my-pkg ${files[0]} ${LACKS}`])
      files.push(await pushed(here, 'stick', '1.2'), await pushed(here, 'ours', '1.3'))
      expect(await versionsByPip(here, 'my-pkg')).toEqual(['1.3', '1.2', '1.1', '1.0'])
      expect((await manifestOf(here, 'My-Pkg')).map(({ filename }) => filename)).toEqual(files)
      expect(await here.text('my-pkg/manifest.json')).toBeUndefined()
      expect(await checkedByStick(here)).toEqual(
        [...wellByStick('My-Pkg', files), NO_JSON, 'No packages in manifest for my-pkg'].sort()
      )
      expectDone(await here.ours('reindex'))
      expectDone(await here.stick('reindex'))
      files.push(await pushed(here, 'ours', '1.4'))
      expect(await versionsByPip(here, 'my-pkg')).toEqual(['1.4', '1.3', '1.2', '1.1', '1.0'])
      expectDone(await here.ours('reindex'))
      expect(await problemsOf(here)).toEqual([])
      expect(await checkedByStick(here)).toEqual(
        [...wellByStick('My-Pkg', files), NO_JSON, 'No packages in manifest for my-pkg'].sort()
      )
    },
    MINUTES
  )

  test(
    'that we have under its normalised one is taken in by a reindex, and nothing goes off the page',
    async () => {
      const here = await desk('double')
      await pushed(here, 'ours', '1.0')
      const theirs = await pushed(here, 'stick', '1.1')
      await pushed(here, 'ours', '1.2')
      expect(await versionsByPip(here, 'my-pkg')).toEqual(['1.2', '1.0'])
      expect(await problemsOf(here)).toContain(
        `My-Pkg/${theirs} lies in another folder than the rest of its project, where no installer finds it`
      )
      expect((await here.ours('reindex')).stdout).toContain(`my-pkg: took in My-Pkg/${theirs}`)
      expect(await versionsByPip(here, 'my-pkg')).toEqual(['1.2', '1.1', '1.0'])
      expect(await problemsOf(here)).toEqual([])
      expect((await here.ours('list', '--json')).stdout).toContain('"package": "my-pkg"')
    },
    MINUTES
  )
})

describeWith(NEEDED, 'what stick and we write of one file', () => {
  test(
    'is the same, key by key',
    async () => {
      const [here, there] = [await desk('keys-ours'), await desk('keys-stick')]
      const files = await turn(here, 'ours', 'narf', '1.0')
      await turn(there, 'stick', 'narf', '1.0')
      const [ours, theirs] = [await manifestOf(here, 'narf'), await manifestOf(there, 'narf')]
      expect(theirs.map(({ filename }) => filename)).toEqual(files)
      for (const [index, entry] of theirs.entries()) {
        const keys = Object.keys(entry).filter((key) => !['upload_time', 'digests'].includes(key))
        expect(keys).toHaveLength(25)
        const mine = ours[index]!
        expect(mine['digests']).toMatchObject(entry['digests'] as object)
        expect(String(mine['upload_time'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
        const same = keys.filter((key) => JSON.stringify(mine[key]) === JSON.stringify(entry[key]))
        const other = keys.filter((key) => !same.includes(key))
        const differences = Object.fromEntries(other.map((key) => [key, [mine[key], entry[key]]]))
        const addresses = { project_urls: [{}, []] }
        expect(differences).toEqual(
          entry['packagetype'] === 'bdist_wheel'
            ? addresses
            : // One description is kept of a version, and `stick` does not know what a source distribution is for.
              { ...addresses, python_version: ['source', null], description: ['', entry['description']] }
        )
      }
    },
    MINUTES
  )

  describe('signatures', () => {
    test(
      'of each are known to the other',
      async () => {
        const here = await desk('signed')
        const program = signer(here)
        const [ours, theirs] = ['1.0', '1.1'].map((version) => `narf-${version}.tar.gz`)
        here.write({ ...distributionsOf('narf', '1.0'), ...distributionsOf('narf', '1.1') })
        expectDone(await here.ours('upload', ours!, '--sign', '--sign-with', program))
        expectDone(await here.stick('upload', theirs!, '--sign', '--sign-with', program))
        expect((await manifestOf(here, 'narf')).map((entry) => entry['has_sig'])).toEqual([true, true])
        for (const file of [ours, theirs])
          expect(await here.text(`narf/${file}.asc`)).toMatch(/^-----BEGIN PGP SIGNATURE-----\n/)
        expectDone(await here.ours('reindex'))
        expect(await problemsOf(here)).toEqual([])
        expectDone(await here.stick('reindex'))
        expect((await manifestOf(here, 'narf')).map((entry) => entry['has_sig'])).toEqual([true, true])
        // One that was made before, and is brought along.
        const [wheel] = Object.keys(distributionsOf('narf', '1.2'))
        here.write({ ...distributionsOf('narf', '1.2'), [`${wheel}.asc`]: Buffer.from(SIGNATURE) })
        expectDone(await here.stick('upload', wheel!, `${wheel}.asc`))
        expectDone(await here.ours('reindex'))
        const signed = (await filesOnPage(here, 'narf')).filter(({ has_sig: has }) => has === true)
        expect(signed).toHaveLength(3)
        expect(await problemsOf(here)).toEqual([])
      },
      MINUTES
    )
  })
})

/** GnuPG with a new key, or what takes its options where there is none. */
function signer({ folder }: PythonDesk): string {
  const home = join(folder, 'gnupg')
  mkdirSync(home, { mode: 0o700 })
  const key = [
    '--batch',
    '--passphrase',
    '',
    '--quick-gen-key',
    'Narf <narf@example.org>',
    'ed25519',
    'sign',
    'never'
  ]
  const made = spawnSync('gpg', key, { env: { ...process.env, GNUPGHOME: home } })
  if (made.status === 0) return 'gpg'
  const program = join(folder, 'signer.mjs')
  writeFileSync(
    program,
    `#!${process.execPath}
import { writeFileSync } from 'node:fs'
const out = process.argv.indexOf('--output')
writeFileSync(out === -1 ? process.argv.at(-1) + '.asc' : process.argv[out + 1], ${JSON.stringify(SIGNATURE)})
`
  )
  chmodSync(program, 0o755)
  return program
}
