/** Wheels and source distributions of all ages, small ones, which the tests read. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LeftOut, must } from './programs.ts'

const wheels = [
  ...['attrs==15.2.0', 'attrs==25.3.0', 'backports.functools-lru-cache==1.6.6', 'beautifulsoup4==4.12.3'],
  ...['certifi==2024.8.30', 'cffi==1.17.1', 'charset-normalizer==3.4.0', 'click==8.1.7', 'colorama==0.4.6'],
  ...['docutils==0.21.2', 'enum34==1.1.10', 'flask==3.0.3', 'flit-core==3.12.0', 'futures==3.1.1'],
  ...['hatchling==1.27.0', 'idna==3.10', 'jaraco.functools==4.1.0', 'jinja2==2.8', 'markupsafe==3.0.2'],
  ...[
    'msgpack==1.1.0',
    'numpydoc==1.8.0',
    'orjson==3.10.7',
    'packaging==25.0',
    'packaging==26.0',
    'pip==9.0.3'
  ],
  ...['poetry-core==1.9.1', 'pydantic==2.9.2', 'pypi-attestations==0.0.27', 'pytest==8.3.3'],
  ...['python-dateutil==2.9.0.post0', 'pytz==2024.2', 'pyyaml==6.0.2', 'requests==2.0.0', 'requests==2.32.3'],
  ...[
    'ruamel.yaml==0.18.6',
    'setuptools==18.0',
    'six==1.16.0',
    'tomli==2.0.2',
    'trove-classifiers==2025.5.9.12'
  ],
  ...['twine==6.1.0', 'types-requests==2.31.0.20240406', 'tzdata==2024.2', 'urllib3==1.26.18'],
  ...['uvicorn==0.30.6', 'wheel==0.24.0', 'wheel==0.45.1', 'zipp==3.20.2', 'zope.interface==7.1.1']
]

/** Some are zips. One brings attestations and provenance documents that were really made. */
const sdists = [
  ...['attrs==15.0.0', 'attrs==25.3.0', 'BeautifulSoup==3.2.1', 'cffi==1.0.0', 'chardet==1.0.1'],
  ...['colorama==0.3.3', 'configobj==4.7.2', 'docutils==0.5', 'enum34==1.1.10', 'flit-core==3.12.0'],
  ...['hatchling==1.27.0', 'idna==2.0', 'Jinja2==2.0', 'Markdown==2.0', 'MarkupSafe==3.0.2', 'mock==1.0.1'],
  ...[
    'nose==1.3.7',
    'packaging==26.0',
    'pip==0.2',
    'ply==3.4',
    'py==1.3.1',
    'pycparser==2.22',
    'pycrypto==2.0.1'
  ],
  ...[
    'pyparsing==1.5.5',
    'pypi-attestations==0.0.27',
    'pytest==2.0.0',
    'python-memcached==1.31',
    'pytz==2004b'
  ],
  ...['PyYAML==3.10', 'requests==0.2.0', 'ruamel.yaml==0.18.6', 'setuptools==0.6c11', 'simplegeneric==0.8'],
  ...['simplejson==2.1.0', 'six==1.16.0', 'sphinx-rtd-theme==0.1.6', 'tornado==1.0.0', 'virtualenv==1.4'],
  ...['Werkzeug==0.5', 'wsgiref==0.1.2', 'zope.interface==4.0.0']
]

/** The distributions as a part of the test bed: they lie in the folder `files`. */
export const distributions = {
  pin: `${[...wheels, '--', ...sdists].join('\n')}\n`,

  /** Fetches them with `unearth`, which builds nothing and asks for any Python and platform. */
  async bring(programs: string, folder: string): Promise<void> {
    const files = join(folder, 'files')
    await mkdir(files)
    for (const [only, requirements] of [
      ['--only-binary', wheels],
      ['--no-binary', sdists]
    ] as const) {
      const list = join(folder, `${only.slice(2)}.txt`)
      await writeFile(list, `${requirements.join('\n')}\n`)
      const target = ['--python-version', '3.12', '--platforms', 'manylinux_2_17_x86_64']
      await must(join(programs, 'unearth'), [only, ...target, '--download', files, '--requirements', list])
    }
    const found = (await readdir(files)).length
    if (found !== wheels.length + sdists.length)
      throw new LeftOut(`${found} of ${wheels.length + sdists.length} distributions were found`)
  }
}
