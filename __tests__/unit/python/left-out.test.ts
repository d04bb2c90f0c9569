import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { leftOutOf } from '../../../src/python/left-out.ts'
import { wheelOf } from '../../support/python-distributions.ts'
import { INDEXES, wheelName, type PythonIndex } from '../../support/python-index.ts'

const LEFT_OUT = [
  'narf-0.9.tar.bz2',
  'narf-0.9.tbz2',
  'narf-0.9.tgz',
  'narf-0.9.tar.xz',
  'narf-0.8-py2.7.egg',
  'narf-0.8.win32.exe',
  'narf-0.8.msi',
  'narf-0.7-1.noarch.rpm',
  'narf-0.7-py3-none-any.WHL',
  'narf-2004d-py3-none-any.whl',
  'narf-2004d.tar.gz',
  'narf-1.0.linux-x86_64.tar.gz'
]

test.each(LEFT_OUT)('%s is left out, and told', (filename) => {
  expect(leftOutOf([filename]).map(({ error }) => error.message)).toEqual([
    expect.stringMatching(new RegExp(`^${filename.replaceAll('.', '\\.')} (?:is|has) `))
  ])
})

test.each([
  wheelName('narf', '1.0'),
  'narf-1.0.tar.gz',
  'narf-1.0.zip',
  'narf-1.0-py3-none-any.whl.metadata',
  'narf-0.8-py2.7.egg.asc',
  'index.html',
  'manifest.json',
  'read-me.txt',
  'docs.zip',
  '.registry-1.whl'
])('nothing is said of %s', (filename) => {
  expect(leftOutOf([filename])).toEqual([])
})

describe.each(INDEXES)('what is left out, in %s', (_, open) => {
  let index: PythonIndex
  beforeEach(async () => {
    index = await open()
    await index.pushVersions('narf', ['1.0'])
  })
  afterEach(() => index.close())

  const told = async () => {
    const { changed, problems } = await index.reindex()
    return { changed, problems: problems.map(({ package: place, what }) => `${place} ${what}`) }
  }

  test('is told by every reindex, comes into no index, and is nothing that check finds wrong', async () => {
    for (const name of LEFT_OUT) await index.put(`narf/${name}`, 'x')
    await index.put('narf/notes-1.txt', 'x')
    const before = await index.everything()
    expect(await index.problems()).toEqual([])
    for (let run = 0; run < 2; run += 1) {
      const { changed, problems } = await told()
      expect([changed, problems.length]).toEqual([[], LEFT_OUT.length])
      expect(problems).toContain(
        "narf narf-0.8-py2.7.egg can't be indexed: narf-0.8-py2.7.egg is an egg, which installers do not read any more"
      )
    }
    expect(await index.everything()).toEqual(before)
  })

  test('is told beside files that are new', async () => {
    await index.put('narf/narf-0.9.tgz', 'x')
    await index.put(`narf/${wheelName('narf', '2.0')}`, wheelOf({ version: '2.0' }))
    expect(await told()).toEqual({
      changed: [`narf: ${wheelName('narf', '2.0')}: added`],
      problems: [expect.stringContaining("narf narf-0.9.tgz can't be indexed")]
    })
  })

  test('is told where it lies in no project', async () => {
    for (const path of ['old/old-0.9.tar.bz2', 'Narf/narf-0.9.egg', 'zort-0.9.tgz'])
      await index.put(path, 'x')
    const places = [
      expect.stringContaining('/ zort-0.9.tgz is an archive'),
      expect.stringContaining('Narf narf-0.9.egg is an egg'),
      expect.stringContaining('old old-0.9.tar.bz2 is an archive')
    ]
    expect((await told()).problems).toEqual(places)
    expect(await index.problems()).toEqual([])
  })
})
