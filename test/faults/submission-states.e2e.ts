import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { BatchState, Submission } from '../../src-contract/model/submission.ts'
import type { Result } from '../../src-contract/result.ts'
import { errorsEn } from '../../src-renderer/i18n/en/errors.ts'
import { retCodesEn } from '../../src-renderer/i18n/en/ret-codes.ts'
import { type Faults, type Simulator, startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from '../e2e/drivers/driver.ts'
import { createOperator, eventually } from '../e2e/steps/operator.ts'
import { createScreens } from '../e2e/steps/screens.ts'

interface Case {
  readonly name: string
  readonly faults: Partial<Faults>
  /** What the submission comes to, and its last batch. */
  readonly state: Submission['state']
  readonly batch?: BatchState
  readonly code?: keyof typeof errorsEn
  readonly retCode?: number
}

const sending = ['createAndCall', 'addBatchCall']
const answers = (code: number): Partial<Faults> => ({ paths: sending, answerCode: { code, probability: 1 } })

/** Every documented retCode (callbot-v3.md 5.1) and every way in which an answer can fail to come. */
const cases: readonly Case[] = [
  { name: 'accepted', faults: {}, state: 'done', batch: 'accepted' },
  { name: 'code-1-general', faults: answers(1), state: 'stuck', code: 'platform_refused', retCode: 1 },
  { name: 'code-2-missing', faults: answers(2), state: 'stuck', code: 'platform_parameters', retCode: 2 },
  { name: 'code-3-format', faults: answers(3), state: 'stuck', code: 'platform_parameters', retCode: 3 },
  { name: 'code-4-value', faults: answers(4), state: 'stuck', code: 'platform_parameters', retCode: 4 },
  { name: 'code-5-maintenance', faults: answers(5), state: 'waiting', batch: 'backoff', code: 'platform_maintenance', retCode: 5 },
  { name: 'code-5001-internal', faults: answers(5001), state: 'waiting', batch: 'unknown', code: 'platform_internal', retCode: 5001 },
  { name: 'code-6-signature', faults: answers(6), state: 'stuck', code: 'auth_signature', retCode: 6 },
  { name: 'code-6001-no-signature', faults: answers(6001), state: 'stuck', code: 'auth_signature_missing', retCode: 6001 },
  { name: 'code-6002-no-account', faults: answers(6002), state: 'stuck', code: 'auth_unknown_account', retCode: 6002 },
  { name: 'code-6003-permission', faults: answers(6003), state: 'stuck', code: 'auth_permission', retCode: 6003 },
  { name: 'code-7-busy', faults: answers(7), state: 'waiting', batch: 'backoff', code: 'platform_busy', retCode: 7 },
  // A code nobody documented may mean anything, so the platform is asked first.
  { name: 'code-undocumented', faults: answers(8123), state: 'waiting', batch: 'unknown', code: 'platform_unlisted', retCode: 8123 },
  { name: 'http-429', faults: { paths: sending, http429: 1 }, state: 'waiting', batch: 'backoff', code: 'too_many_requests' },
  { name: 'http-500', faults: { paths: sending, http500: 1 }, state: 'waiting', batch: 'unknown', code: 'http_status' },
  { name: 'reset', faults: { paths: sending, resetBeforeWork: 1 }, state: 'waiting', batch: 'unknown' },
  { name: 'answer-dropped', faults: { paths: sending, dropAnswerAfterWork: 1 }, state: 'waiting', batch: 'unknown' },
  { name: 'counts-differ', faults: { paths: sending, wrongCounts: 1 }, state: 'waiting', batch: 'unknown', code: 'counts_do_not_add_up' },
  {
    name: 'wrong-signature',
    faults: { paths: sending, wrongSignature: 1 },
    state: 'waiting',
    batch: 'unknown',
    code: 'response_signature',
  },
  { name: 'web-page', faults: { paths: sending, htmlBody: 1 }, state: 'waiting', batch: 'unknown', code: 'not_json' },
  { name: 'cut-short', faults: { paths: sending, truncateBody: 1 }, state: 'waiting', batch: 'unknown', code: 'answer_truncated' },
  // Last: the account learns from it that it takes one order a request.
  { name: 'code-4001-one-order', faults: answers(4001), state: 'stuck', code: 'too_many_elements', retCode: 4001 },
]

/** Asks the host as its page does, with the page's own cookie. */
async function ask<M extends MethodName>(page: Page, name: M, input: Input<M>): Promise<Output<M>> {
  const answer = (await page.evaluate(
    async body =>
      (await fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json(),
    { name, input },
  )) as Result<Output<M>>
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Launches the list as a task of this name, by preview and commit. */
async function launch(page: Page, account: AccountView, listId: string, taskName: string): Promise<string> {
  const draft = await ask(page, 'drafts.create', { accountId: account.id, listId })
  const form =
    draft.form.kind === 'callbot'
      ? { ...draft.form, taskName, sceneID: 'scene-demo', strategyName: 'Once Only' }
      : { ...draft.form, taskName, country: 'CL', strategyName: 'Once Only', agentGroupNo: '101' }
  await ask(page, 'drafts.save', { id: draft.id, listId, form })
  const preview = await ask(page, 'writes.preview', { do: 'launch', draftId: draft.id, mode: 'createAndCall' })
  if (preview.token === null) throw new Error(`blocked: ${JSON.stringify(preview.blockers)}`)
  const { submissionId } = await ask(page, 'writes.commit', { token: preview.token, typed: preview.typed ?? '' })
  if (submissionId === null) throw new Error('nothing was launched')
  return submissionId
}

type ListedCode = 1 | 2 | 3 | 4 | 4001
const isListed = (code: number | undefined): code is ListedCode => code !== undefined && `c${code}` in retCodesEn.callbot

/** The parts of a sentence between its values. */
const fixedText = (sentence: string) => sentence.split(/\{\{[^}]*\}\}/).filter(part => part.trim().length > 6)

async function withConsole(run: (at: Console) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-journal-'))
  const simulator = await startSimulator({ speed: 1, maxArray: 1000 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-submission-states`))
  const opened = await driver.open({ dataDir: join(folder, 'data'), size: { width: 1280, height: 800 } })
  const { page } = opened
  const operator = createOperator(page)
  try {
    await operator.connect({ name: 'Pacífico Crédito', ...simulator.credentials.callbot, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    const file = join(folder, 'april.csv')
    writeFileSync(file, `phone,name\n${Array.from({ length: 40 }, (_, row) => `+56 9 4000 ${1000 + row},Ana ${row}`).join('\n')}\n`)
    await operator.importFile(file)
    const [account] = await ask(page, 'accounts.list', {})
    const [list] = await ask(page, 'contacts.lists', {})
    if (!account || !list) throw new Error('nothing to send')
    const open = async (taskName: string) => {
      await operator.rail('Tasks')
      await page.getByText(taskName, { exact: true }).first().click()
      await page.getByRole('button', { name: 'Open submission' }).click()
      await page.getByText('orders in all').waitFor()
    }
    await run({ page, simulator, account, listId: list.id, open, take: name => screens.take(page, name) })
  } catch (error) {
    await page.screenshot({ path: join('test-results', 'submission-states-failed.png') })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Console {
  readonly page: Page
  readonly simulator: Simulator
  readonly account: AccountView
  readonly listId: string
  /** Goes to the submission of a task as an operator does. */
  open(taskName: string): Promise<void>
  take(name: string): Promise<void>
}

const quiet = { paths: sending, answerCode: { code: 0, probability: 0 }, http429: 0, http500: 0, resetBeforeWork: 0 } as const
const calm: Partial<Faults> = { ...quiet, dropAnswerAfterWork: 0, wrongCounts: 0, wrongSignature: 0, htmlBody: 0, truncateBody: 0 }

/**
 * Once a request was sent the platform is silent about it: what is in doubt stays so while it is looked at, however slow the machine is. The
 * request itself is answered by the faults it met.
 */
function holdDoubt(simulator: Simulator): void {
  const before = simulator.records.requests().length
  const watch = setInterval(() => {
    const since = simulator.records.requests().slice(before)
    if (!since.some(({ path }) => sending.some(end => path.endsWith(end)))) return
    clearInterval(watch)
    simulator.setFaults({ ...calm, paths: ['listOrder', 'listTask'], http500: 1 })
  }, 20)
  onTestFinished(() => clearInterval(watch))
}

test('every documented answer, and every way in which none comes, is explained with what it means for the calls and what to do', () =>
  withConsole(async ({ page, simulator, account, listId, open, take }) => {
    for (const each of cases) {
      simulator.setFaults({ ...calm, ...each.faults })
      if (each.batch === 'unknown') holdDoubt(simulator)
      const id = await launch(page, account, listId, each.name)
      // After trouble the account pauses a while before anything new is sent; nobody waits for that here.
      await eventually(async () => {
        const [last] = (await ask(page, 'submissions.batches', { id, start: 0, count: 1 })).rows
        if (!last) await ask(page, 'submissions.tryNow', { id })
        const { state } = await ask(page, 'submissions.get', { id })
        expect([each.name, state, each.batch ?? last?.state]).toEqual([each.name, each.state, last?.state])
      })
      const submission = await ask(page, 'submissions.get', { id })
      if (each.retCode !== undefined) expect([each.name, submission.problem?.retCode]).toEqual([each.name, each.retCode])
      if (each.code) expect([each.name, submission.problem?.code]).toEqual([each.name, each.code])
      await open(each.name)
      if (each.state === 'stuck' && each.code) {
        const { title, what, calls, next } = errorsEn[each.code]
        const own = each.code.startsWith('platform_') && isListed(each.retCode) ? retCodesEn.callbot[`c${each.retCode}`] : null
        await eventually(async () => {
          const shown = (await page.locator('#root').innerText()).replaceAll(/\s+/g, ' ')
          for (const part of [title, own?.what ?? what, calls, own?.next ?? next].flatMap(fixedText)) expect(shown).toContain(part.trim())
        })
      }
      await take(each.name)
      // Where an outcome is in doubt its batch stands open already.
      const batchPanel = page.getByRole('heading', { name: /^Batch \d/ })
      if (each.batch !== 'unknown') await page.getByRole('row').nth(1).click()
      await batchPanel.waitFor()
      await take(`${each.name}-batch`)
      simulator.setFaults(calm)
      // What was found by asking is done by now, and needs no stop.
      await ask(page, 'submissions.pause', { id }).catch(() => undefined)
      const isOver = async () => (await ask(page, 'submissions.get', { id })).finishedAt !== null
      if (!(await isOver()))
        await ask(page, 'submissions.stop', { id }).catch(async (error: unknown) => {
          if (!(await isOver())) throw error
        })
    }
  }))
