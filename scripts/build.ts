import { build } from './build-if-needed.ts'

await build()
console.log('Built into out/.')
