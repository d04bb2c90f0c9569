import { enableCompileCache } from 'node:module'

// Later steps of a job, and later commands, start from compiled code.
enableCompileCache()
const { main } = await import('./action/main.ts')
await main(process.env)
