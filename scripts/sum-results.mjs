// `node scripts/sum-results.mjs FAILED_STEPS FILE …`: adds up vitest's JSON reports; whatever did not pass counts as failed and is named with its reason.
import { readFileSync } from 'node:fs'

const [steps, ...files] = process.argv.slice(2)
/** Enough to see the assertion and its place; the whole of it stands where the suite ran. */
const REASON_CHARACTERS = 1_500
let passed = 0
let failed = Number(steps)
const reasons = []
for (const file of files) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    passed += report.numPassedTests
    failed += report.numTotalTests - report.numPassedTests
    for (const result of report.testResults) {
      // A file that could not even be loaded has no tests to count.
      const unloaded = result.status === 'failed' && result.assertionResults.length === 0
      if (unloaded) failed += 1
      if (unloaded) reasons.push(`${result.name}\n${(result.message ?? '').slice(0, REASON_CHARACTERS)}`)
      for (const one of result.assertionResults.filter(({ status }) => status !== 'passed'))
        reasons.push(
          `${result.name}: ${one.fullName} (${one.status})\n${(one.failureMessages ?? []).join('\n').slice(0, REASON_CHARACTERS)}`,
        )
    }
    if (report.numTotalTests === 0) failed += 1
  } catch {
    console.log(`${file} is missing or unreadable`)
    failed += 1
  }
}
// Last, so that they are seen without searching the whole output.
for (const reason of reasons) console.log(`\nNOT PASSED ${reason}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
