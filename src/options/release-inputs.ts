import type { InputDefinition } from './input-definition.ts'

/** The inputs that say whose releases are read, and how a new one on GitHub looks. */
export const RELEASE_INPUTS = {
  source: {
    description:
      'Enter the wheels and source distributions that any tool has attached to the published releases of these repositories, `github://owner/repo` a line each. They stay where they are, and the releases as they are.',
    fallback: 'none; what was entered before stays',
    modes: ['reindex'],
    registry: 'python'
  },
  publish: {
    description:
      '`false`: put the files into the draft of the GitHub release, where nobody sees them, and leave it so. A later push to that release without it, of the last job, publishes all of them at once.',
    fallback: '`true`',
    modes: ['push']
  },
  'make-latest': {
    description:
      'Whether a GitHub release becomes the one that the repository shows as the latest: `true`, `false`, or `legacy` (GitHub goes by date and version). What a pull of `latest` gets is told by `promote` alone.',
    fallback: '`legacy`',
    modes: ['push']
  },
  prerelease: {
    description:
      'push: mark a new GitHub release as a prerelease; pull: with `release: latest`, prereleases count as well.',
    fallback: '`false`',
    modes: ['push', 'pull']
  },
  notes: {
    description: 'The text of a new GitHub release, of up to 124,000 characters.',
    fallback: 'the package and the version',
    modes: ['push']
  },
  'generate-notes': {
    description: 'Let GitHub write the notes of a new release from what was merged since the one before.',
    fallback: '`false`',
    modes: ['push']
  },
  target: {
    description:
      'The branch or commit that the tag of a new GitHub release is put on, where there is no such tag.',
    fallback: 'the default branch',
    modes: ['push']
  }
} as const satisfies Record<string, InputDefinition>
