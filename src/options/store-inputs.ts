import { MODES as ALL, type InputDefinition } from './input-definition.ts'

/** The inputs that say where the registry is, and how to get at it. */
export const STORE_INPUTS = {
  store: {
    description:
      'Where the registry is: `s3://bucket[/prefix]`, `github://owner/repo` (releases hold the files, a branch the records), or `file:folder`.',
    fallback: 'the bucket named in `.tychoreg.json`, else the releases of this repository',
    modes: ALL
  },
  prefix: {
    description: 'Where under the store the registry lies.',
    fallback: 'tycho: none; python: `simple`',
    modes: ALL
  },
  config: {
    description: "Tycho Station's configuration file, read with its `env`, `default` and `dotenv` rules.",
    fallback: '`.tychoreg.json` where present',
    modes: ALL
  },
  region: {
    description: 'The region of the bucket.',
    fallback: 'as the AWS environment says, else `us-east-1`',
    modes: ALL
  },
  'endpoint-url': {
    description: 'The address of an S3 service other than AWS.',
    fallback: 'AWS',
    modes: ALL
  },
  profile: {
    description: 'A profile of the shared AWS configuration files.',
    fallback: 'as the AWS environment says',
    modes: ALL
  },
  'aws-access-key-id': {
    description: 'Access key of S3; together with `aws-secret-access-key`.',
    fallback: 'the AWS environment and its chain of sources',
    modes: ALL
  },
  'aws-secret-access-key': { description: 'Secret key of S3.', fallback: 'as above', modes: ALL },
  'aws-session-token': {
    description: 'Session token of temporary credentials.',
    fallback: 'none',
    modes: ALL
  },
  'role-to-assume': {
    description:
      "ARN of a role that is taken with the workflow's OIDC token (`permissions: id-token: write`); no secret is stored. Where that fails, nothing else is tried.",
    fallback: 'none',
    modes: ALL
  },
  's3-put-args': {
    description:
      'JSON: what is sent with everything that is written (`StorageClass`, `ServerSideEncryption`, `SSEKMSKeyId`, `BucketKeyEnabled`, `ACL`, `Tagging`), and `expected-bucket-owner`, `request-payer`.',
    fallback: 'none',
    modes: ALL
  },
  token: {
    description: 'Access to GitHub: `permissions: contents: write` to publish, `contents: read` to fetch.',
    fallback: "the job's own token",
    modes: ALL
  },
  'job-token': {
    description: "The job's own token, for where `token` is empty. Leave it out.",
    fallback: 'set by the runner',
    modes: ALL,
    preset: '${{ github.token }}'
  },
  tag: {
    description:
      'The tag of the GitHub release that a file goes to, with `{package}` and `{version}` in it. A published release of that tag is added to.',
    fallback: '`{package}-{version}`',
    modes: ALL
  },
  branch: {
    description:
      'The branch of the GitHub repository that holds the records. It is made when it is first written.',
    fallback: '`registry`',
    modes: ALL
  }
} as const satisfies Record<string, InputDefinition>
