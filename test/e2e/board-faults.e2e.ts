import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

/** So many that the task is still dialling at the end, however slowly this machine gets there. */
const ORDERS = 2_000

/** A port forwarding of one's own to the listener, which can be cut and mended. */
async function forward(to: number) {
  const sockets = new Set<Socket>()
  const server = createServer(from => {
    const onward = connect(to, '127.0.0.1')
    for (const socket of [from, onward]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
    from.pipe(onward).pipe(from)
  })
  const listen = (port: number) => new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the forwarding has no port')
  const cut = async () => {
    const closed = new Promise(done => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { url: `http://127.0.0.1:${address.port}`, cut, mend: () => listen(address.port) }
}

test('the way in is cut: the board says so, polls, draws the gap and closes it; another address makes the task deaf, and it is polled to its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-board-faults-'))
  const simulator = await startSimulator({ speed: 8 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-board-faults`))
  const opened = await driver.open({ dataDir: join(folder, 'data'), size: { width: 1280, height: 800 } })
  const { page } = opened
  const operator = createOperator(page)
  const ways: Awaited<ReturnType<typeof forward>>[] = []
  const saveAddress = async (url: string) => {
    await page.getByLabel('Public address', { exact: true }).fill(url)
    await page.getByRole('button', { name: 'Save and connect' }).click()
    await page.getByRole('heading', { name: /^Live since/ }).waitFor()
  }
  const openTunnel = () => page.getByRole('banner').locator('[data-hue]').click()
  try {
    const { uuid, secretKey } = simulator.credentials.callbot
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await openTunnel()
    await page.getByRole('radio', { name: 'Address of your own' }).click()
    const listener = new URL(await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).innerText())
    const way = await forward(Number(listener.port))
    ways.push(way)
    await saveAddress(way.url)

    const file = join(folder, 'april.csv')
    writeFileSync(file, `phone,name\n${Array.from({ length: ORDERS }, (_, at) => `+569${40_000_000 + at},Rojas ${at}\n`).join('')}`)
    await operator.importFile(file)
    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 6 })
    await operator.paintTheWholeWeek()
    await page.getByText('Immediate', { exact: true }).click()
    await page.getByText('This computer', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()
    await operator.launch(ORDERS)
    await operator.rail('Tasks')
    const row = page.getByRole('grid', { name: 'Tasks' }).getByRole('row', { name: /Reminder D\+3/ })
    const fresh = row.getByRole('gridcell').last()
    await row.click()
    const panel = page.getByRole('complementary', { name: 'Reminder D+3' })
    const facts = panel.locator('.cb-section', { has: page.getByRole('heading', { name: 'Callbacks' }) })
    await facts.getByText('called back', { exact: true }).waitFor()
    await facts.getByText(way.url).waitFor()
    await eventually(async () => expect(await fresh.innerText()).toMatch(/^(now|\d+ s)$/))
    await eventually(async () => expect(await fresh.getByRole('time').getAttribute('title')).toMatch(/^Counts: webhook \d\d:\d\d:\d\d/))
    await screens.take(page, 'called-back')

    await way.cut()
    const down = page.getByRole('button', { name: /^Tunnel down since \d\d:\d\d, polled instead$/ })
    await down.waitFor()
    // One outage has one beginning, wherever it is told.
    const clockOf = async (place: Locator) => /\d\d:\d\d/.exec(await place.innerText())?.[0]
    await eventually(async () => expect(await clockOf(down)).toBe(await clockOf(page.getByRole('banner').locator('[data-hue]'))))
    await eventually(async () => expect(await fresh.innerText()).toMatch(/^polled (now|\d+ s)$/))
    await facts.getByText('polled: the tunnel is down', { exact: true }).waitFor()
    const gap = panel.locator('.task-gaps')
    await gap.getByText(/^Gap since \d\d:\d\d: webhooks may be missing\./).waitFor()
    await screens.take(page, 'cut')
    await gap.scrollIntoViewIfNeeded()
    await screens.take(page, 'cut-gap')

    await way.mend()
    await gap.getByText(/repaired: [\d,]+ orders? pulled at\s\d\d:\d\d\.$/).waitFor()
    await eventually(async () => expect(await fresh.innerText()).toMatch(/^(now|\d+ s)$/))
    await screens.take(page, 'repaired')

    const other = await forward(Number(listener.port))
    ways.push(other)
    await openTunnel()
    await saveAddress(other.url)
    await operator.rail('Tasks')
    await page.getByRole('button', { name: '1 task is deaf, polled instead' }).waitFor()
    await row.click()
    await panel.getByText('This task is deaf.').waitFor()
    await facts.getByText(way.url).waitFor()
    await eventually(async () => expect(await fresh.innerText()).toMatch(/^polled (now|\d+ s)$/))
    await screens.take(page, 'deaf')
    await facts.scrollIntoViewIfNeeded()
    await screens.take(page, 'deaf-callbacks')
  } catch (error) {
    await page.screenshot({ path: join('test-results', `board-faults-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    for (const way of ways) await way.cut()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
