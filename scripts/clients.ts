/** Installers of all ages that are still in use, each in an environment of its own. */

const client = (...requirements: string[]) => ({ kind: 'python' as const, requirements, by: 'uv' as const })
/** The last Python that these run on is not the newest. */
const old = (requirement: string) => ({ ...client(requirement), python: '3.11' })

/** The environments. Their names are also those of their programs, but for some. */
export const clientBundles = {
  'pip-21': old('pip==21.3.1'),
  'pip-22': old('pip==22.3.1'),
  'pip-23': client('pip==23.3.2'),
  'pip-24': client('pip==24.3.1'),
  poetry: client('poetry==2.5.1'),
  // Newer ones of these are not for this version of pdm.
  pdm: client('pdm==2.29.3', 'hishel<2', 'unearth<0.19'),
  hatch: client('hatch==1.18.2'),
  'pip-tools': client('pip-tools==7.6.2'),
  pipenv: client('pipenv==2026.10.3')
}

/** Their programs. */
export const clientTools = {
  'pip-21': { bundle: 'pip-21', command: 'pip' },
  'pip-22': { bundle: 'pip-22', command: 'pip' },
  'pip-23': { bundle: 'pip-23', command: 'pip' },
  'pip-24': { bundle: 'pip-24', command: 'pip' },
  poetry: { bundle: 'poetry', command: 'poetry' },
  pdm: { bundle: 'pdm', command: 'pdm' },
  hatch: { bundle: 'hatch', command: 'hatch' },
  'pip-compile': { bundle: 'pip-tools', command: 'pip-compile' },
  'pip-sync': { bundle: 'pip-tools', command: 'pip-sync' },
  pipenv: { bundle: 'pipenv', command: 'pipenv' }
} as const
