import { expect, test } from '@jest/globals'
import { pagesAddress } from '../../../../src/stores/github/download.ts'

test.each<[serverUrl: string, repository: string, prefix: string, address: string]>([
  ['https://github.com', 'Octo/Repo', 'simple/', 'https://octo.github.io/Repo/simple/'],
  ['https://github.com', 'octo/octo.github.io', 'a b/', 'https://octo.github.io/a%20b/'],
  ['https://git.example.com', 'Octo/Repo', 'simple/', 'https://pages.git.example.com/Octo/Repo/simple/'],
  ['https://team.ghe.com', 'octo/octo.github.io', '', 'https://pages.team.ghe.com/octo/'],
  ['http://10.0.0.1:8080', 'octo/repo', 'simple/', 'http://10.0.0.1:8080/pages/octo/repo/simple/'],
  ['http://[::1]', 'octo/repo', '', 'http://[::1]/pages/octo/repo/']
])('the Pages of a server %s show %s, %j, at %s', (serverUrl, repository, prefix, address) => {
  const [owner = '', repo = ''] = repository.split('/')
  expect(pagesAddress({ serverUrl, owner, repo, prefix })).toBe(address)
})
