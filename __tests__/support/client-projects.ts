/** What tools that lock and install whole projects want to find, and what they are told to do. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import type { ToolName } from '../../scripts/testbed.ts'
import type { Wish } from './client-index.ts'
import { pythonOf, type Home } from './python-clients.ts'

/** A tool, and a project of it. */
export interface ProjectTool {
  readonly name: string
  readonly needs: readonly ToolName[]
  /** Where it writes down what it found; nowhere for some. */
  readonly lockfile: string | undefined
  /** Makes the project, locks and installs it. Answers where the packages are. */
  readonly install: (home: Home, index: string, wishes: readonly Wish[]) => Promise<string>
}

const list = (wishes: readonly Wish[]) =>
  JSON.stringify(
    wishes.map(({ wanted }) => wanted),
    null,
    2
  )

const project = (wishes: readonly Wish[], ...more: readonly string[]) =>
  [
    ...['[project]', 'name = "egad"', 'version = "1"', 'requires-python = ">=3.9,<3.99"'],
    ...[`dependencies = ${list(wishes)}`, ...more, '']
  ].join('\n')

/** Poetry, pdm, hatch, pip-tools, pipenv, and uv as one of them. */
export const PROJECT_TOOLS: readonly ProjectTool[] = [
  {
    name: 'poetry',
    needs: ['poetry'],
    lockfile: 'poetry.lock',
    install: async (home, index, wishes) => {
      const source = ['[[tool.poetry.source]]', 'name = "ours"', `url = "${index}"`, 'priority = "primary"']
      await write(home, 'pyproject.toml', project(wishes, ...source))
      const env = { POETRY_VIRTUALENVS_IN_PROJECT: 'true' }
      await home.run('poetry', ['lock', '--no-interaction'], env)
      await home.run('poetry', ['install', '--no-interaction', '--no-root'], env)
      return packagesIn(home, '.venv')
    }
  },
  {
    name: 'pdm',
    needs: ['pdm'],
    lockfile: 'pdm.lock',
    install: async (home, index, wishes) => {
      // The name of the index that it would ask otherwise.
      const source = ['[[tool.pdm.source]]', 'name = "pypi"', `url = "${index}"`]
      await write(home, 'pyproject.toml', project(wishes, ...source))
      const env = { PDM_CHECK_UPDATE: '0' }
      await home.run({ pythonOf: 'pdm' }, ['-m', 'venv', '--without-pip', '.venv'])
      await home.run('pdm', ['lock'], env)
      await home.run('pdm', ['sync', '--no-self'], env)
      return packagesIn(home, '.venv')
    }
  },
  {
    name: 'hatch',
    needs: ['hatch'],
    lockfile: undefined,
    install: async (home, index, wishes) => {
      const environment = ['[tool.hatch.envs.default]', 'skip-install = true', 'path = "environment"']
      await write(home, 'pyproject.toml', [...environment, `dependencies = ${list(wishes)}`, ''].join('\n'))
      await home.run('hatch', ['env', 'create'], { PIP_INDEX_URL: index })
      return packagesIn(home, 'environment')
    }
  },
  {
    name: 'pip-tools',
    needs: ['pip-compile', 'pip-sync'],
    lockfile: 'requirements.txt',
    install: async (home, index, wishes) => {
      await write(home, 'requirements.in', wishes.map(({ wanted }) => `${wanted}\n`).join(''))
      await home.run('pip-compile', [
        ...['--generate-hashes', '--index-url', index],
        ...['--output-file', 'requirements.txt']
      ])
      await home.run({ pythonOf: 'pip-sync' }, ['-m', 'venv', '.venv'])
      await home.run('pip-sync', ['--python-executable', '.venv/bin/python', 'requirements.txt'])
      return packagesIn(home, '.venv')
    }
  },
  {
    name: 'pipenv',
    needs: ['pipenv'],
    lockfile: 'Pipfile.lock',
    install: async (home, index, wishes) => {
      const source = ['[[source]]', 'name = "ours"', `url = "${index}"`, 'verify_ssl = true', '[packages]']
      await write(home, 'Pipfile', [...source, ...wishes.map(lineOfPipfile), ''].join('\n'))
      const env = { PIPENV_VENV_IN_PROJECT: '1' }
      await home.run('pipenv', ['lock'], env)
      await home.run('pipenv', ['sync'], env)
      return packagesIn(home, '.venv')
    }
  },
  {
    name: 'uv',
    needs: ['uv'],
    lockfile: 'uv.lock',
    install: async (home, index, wishes) => {
      await write(
        home,
        'pyproject.toml',
        project(wishes, '[[tool.uv.index]]', `url = "${index}"`, 'default = true')
      )
      const env = { UV_NO_CONFIG: '0' }
      await home.run('uv', ['lock', '--python', pythonOf('uv')], env)
      await home.run('uv', ['sync', '--frozen', '--python', pythonOf('uv')], env)
      return packagesIn(home, '.venv')
    }
  }
]

function lineOfPipfile({ wanted }: Wish): string {
  const [, name = '', extra, version] = /^([\w-]+)(?:\[(\w+)\])?(.+)?$/.exec(wanted) ?? []
  const extras = extra === undefined ? '' : `, extras = ["${extra}"]`
  return `${name} = { version = "${version ?? '*'}"${extras} }`
}

async function write(home: Home, file: string, text: string): Promise<void> {
  await writeFile(join(home.folder, file), text)
}

/** Where an environment keeps its packages. */
async function packagesIn(home: Home, environment: string): Promise<string> {
  const [found = ''] = await glob('**/site-packages', {
    cwd: join(home.folder, environment),
    onlyDirectories: true,
    absolute: true
  })
  return found
}
