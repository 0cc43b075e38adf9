// `npm run bench [-- import|query|submit|sync] [-- --rows N --pairs N]`: runs the benches one after the other, one JSON line each.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './build-if-needed.ts'

const folder = join(checkout, 'test', 'bench')
const benches = readdirSync(folder).filter(name => name.endsWith('.bench.ts'))
const asked = process.argv.slice(2)
const wanted = benches.filter(name => asked.includes(name.replace('.bench.ts', '')))
const options = asked.filter(arg => !benches.includes(`${arg}.bench.ts`))

for (const bench of wanted.length > 0 ? wanted : benches) {
  const { status } = spawnSync(process.execPath, [join(folder, bench), ...options], { cwd: checkout, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
