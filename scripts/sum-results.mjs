// `node scripts/sum-results.mjs FAILED_STEPS FILE …`: adds up vitest's JSON reports; whatever did not pass counts as failed.
import { readFileSync } from 'node:fs'

const [steps, ...files] = process.argv.slice(2)
let passed = 0
let failed = Number(steps)
for (const file of files) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    passed += report.numPassedTests
    failed += report.numTotalTests - report.numPassedTests
    // A file that could not even be loaded has no tests to count.
    failed += report.testResults.filter(result => result.status === 'failed' && result.assertionResults.length === 0).length
    if (report.numTotalTests === 0) failed += 1
  } catch {
    console.log(`${file} is missing or unreadable`)
    failed += 1
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
