import type { Mode } from './input-definition.ts'

/** What a step gives to later ones. */
export interface OutputDefinition {
  readonly description: string
  readonly modes: readonly Mode[]
}

/** Every output of the action; set also where there was nothing to do. */
export const OUTPUTS = {
  version: {
    description: 'push: the version pushed; pull: the version, where one package is pulled.',
    modes: ['push', 'pull']
  },
  sha256: { description: 'The digest of the file, where there is one.', modes: ['push', 'pull'] },
  size: { description: 'Bytes of the file.', modes: ['push'] },
  url: { description: 'Where the file is in the store.', modes: ['push'] },
  created: {
    description: '`true` where something was created, `false` where it was there already.',
    modes: ['push', 'init']
  },
  held: {
    description: '`true` where a file waits in the draft of a GitHub release (`publish: false`).',
    modes: ['push']
  },
  latest: {
    description: 'The latest version after the step; empty where none was promoted.',
    modes: ['push', 'promote']
  },
  previous: { description: 'The latest version before.', modes: ['promote'] },
  path: {
    description: 'Where one pulled package is; the output folder where there are several.',
    modes: ['pull']
  },
  paths: {
    description: 'JSON: where each package is, by its name; a list where it has several files.',
    modes: ['pull']
  },
  versions: {
    description: 'JSON: pull: the version of each package, by its name; list: its versions, newest first.',
    modes: ['pull', 'list']
  },
  unverified: {
    description: 'JSON: the paths of pulled files that nobody knew a digest of.',
    modes: ['pull']
  },
  'cache-hit': { description: '`true` where nothing had to be fetched from the store.', modes: ['pull'] },
  changed: {
    description:
      'pull: `true` where a file was put in place; reindex: how much was changed; yank: how many files.',
    modes: ['pull', 'reindex', 'yank']
  },
  packages: { description: "JSON: the packages' names, and their latest versions.", modes: ['list'] },
  projects: {
    description: 'reindex: how many packages were looked at; push: JSON: the versions pushed, by project.',
    modes: ['push', 'reindex']
  },
  files: {
    description:
      'reindex: how many versions, or files, were looked at; push: JSON: the files, with their project, version, digest and outcome.',
    modes: ['push', 'reindex']
  },
  'index-url': {
    description: 'What installers are given as their index: `base-url` with the prefix, where it is given.',
    modes: ['push']
  },
  problems: { description: 'JSON: what is wrong.', modes: ['reindex', 'check'] },
  ok: { description: '`true` where nothing is wrong.', modes: ['check'] },
  removed: { description: 'JSON: the versions removed, by package.', modes: ['remove'] }
} as const satisfies Record<string, OutputDefinition>

/** The name of an output. */
export type OutputName = keyof typeof OUTPUTS
