/** Steps of a workflow whose registry is the repository it runs in: nothing says where that is but the runner. */
import { startRunner, type Finished, type Runner, type StepEnv } from './action.ts'
import { startGithubFake, type GithubFake, type GithubFakeOptions } from './github-fake/index.ts'
import { githubEnvironment } from './places.ts'

/** A repository `octo/repo` and a machine that runs its steps. */
export interface GithubSteps {
  readonly fake: GithubFake
  readonly runner: Runner
  /** What the runner says of the repository. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a step with the token of the job. The fake's log has the requests of this step alone. */
  run(mode: string, inputs?: Readonly<Record<string, string>>, env?: StepEnv): Promise<Finished>
  /** Writes `<name>.txt` and pushes it. */
  push(name: string, version: string, inputs?: Readonly<Record<string, string>>): Promise<Finished>
  close(): Promise<void>
}

/** Begins with an empty repository, or others of those names. */
export async function githubSteps(options: GithubFakeOptions = {}): Promise<GithubSteps> {
  const fake = await startGithubFake({ repositories: { 'octo/repo': {} }, ...options })
  const runner = await startRunner()
  const env = githubEnvironment(fake, 'octo/repo')
  const run: GithubSteps['run'] = (mode, inputs = {}, more = {}) => {
    fake.clear()
    return runner.run({ mode, 'job-token': fake.token, ...inputs }, { ...env, ...more })
  }
  return {
    ...{ fake, runner, env, run },
    push: async (name, version, inputs = {}) => {
      await runner.write(`${name}.txt`, contentOf(name, version))
      return run('push', { package: name, version, files: `${name}.txt`, ...inputs })
    },
    close: async () => {
      await runner.close()
      await fake.close()
    }
  }
}

/** What a push of a version pushes. */
export function contentOf(name: string, version: string): string {
  return `${name} ${version}\n`
}
