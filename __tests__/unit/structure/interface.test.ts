import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { format, resolveConfig } from 'prettier'
import { renderActionYml, renderTables } from '../../../scripts/interface.ts'
import { MODES } from '../../../src/options/input-definition.ts'
import { INPUTS } from '../../../src/options/inputs.ts'
import { OUTPUTS } from '../../../src/options/outputs.ts'
import { ROOT, textOf } from '../../support/sources.ts'

async function formatted(file: string, text: string): Promise<string> {
  const path = join(ROOT, file)
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}

describe('what users read is what the code does', () => {
  test('action.yml is made from the list of inputs and outputs', async () => {
    expect(await formatted('action.yml', renderActionYml())).toBe(textOf('action.yml'))
  })

  test('the tables of the README are, too', async () => {
    const readme = textOf('README.md')
    expect(await formatted('README.md', renderTables(readme))).toBe(readme)
  })

  test('a README without its marks is not taken for one that is right', () => {
    expect(() => renderTables('# registry-action\n')).toThrow('the README has no marks for inputs-common')
  })

  test.each(Object.entries({ ...INPUTS, ...OUTPUTS }))('%s is described', (_name, { description, modes }) => {
    expect(description).toMatch(/^.{8,}\.$/s)
    expect(MODES).toEqual(expect.arrayContaining([...modes]))
    expect(modes.length).toBeGreaterThan(0)
  })

  test('action.yml has a name, an entry for every input and output, and no default that would hide the environment', () => {
    const lines = renderActionYml().split('\n')
    for (const name of [...Object.keys(INPUTS), ...Object.keys(OUTPUTS)])
      expect(lines).toContain(`  ${name}:`)
    expect(lines.filter((line) => /^ {4}default:/.test(line))).toEqual(['    default: ${{ github.token }}'])
    expect(lines.filter((line) => line.trim() === 'required: true')).toHaveLength(1)
    expect(lines).toContain('  using: node24')
  })
})
