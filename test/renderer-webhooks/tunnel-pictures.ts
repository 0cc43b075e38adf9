import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openPictureConsole, type PictureConsole } from '../renderer/picture-console.ts'
import { freePort, type Sshd, startSshd } from '../tunnels/sshd.ts'
import { sshSettings } from '../tunnels/tunnel-console.ts'

/*
 * Pictures of the tunnel screen, through a real sshd on loopback and a program that behaves like cloudflared:
 * node test/renderer-webhooks/tunnel-pictures.ts [folder] [scene]
 * Scenes: keys (a new key, a changed one, wrong logins, a refused port), gap (up, cut, counting down, repaired, deaf), quota, program.
 */
const [folder = join(tmpdir(), 'callboard-tunnel-pictures'), only = ''] = process.argv.slice(2)

interface Stage extends Omit<PictureConsole, 'launch'> {
  readonly sshd: Sshd
  readonly home: string
  readonly accountId: string
  launch(orders: number, name: string): Promise<{ userTaskID: string }>
  heading(words: RegExp | string): Promise<void>
}

/** A console with an account at a simulator of its own, on the tunnel screen. */
async function onStage(run: (stage: Stage) => Promise<void>, speed = 20): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-tunnel-pictures-'))
  const home = join(dataDir, 'home')
  mkdirSync(home)
  const simulator = await startSimulator({ speed })
  const sshd = await startSshd()
  const console = await openPictureConsole({ dataDir: join(dataDir, 'data'), folder, env: { HOME: home } })
  const { page } = console
  try {
    const accountId = await console.connect(simulator)
    await page.getByRole('banner').locator('[data-hue]').click()
    await run({
      ...console,
      sshd,
      home,
      accountId,
      launch: (orders, name) => console.launch(accountId, orders, name),
      heading: words => page.getByRole('heading', { name: words }).first().waitFor({ timeout: 60_000 }),
    })
  } catch (error) {
    await page.screenshot({ path: join(folder, 'failed.png') })
    throw error
  } finally {
    await console.close()
    await sshd.close()
    await simulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const scenes = {
  keys: () =>
    onStage(async ({ page, take, ask, sshd, heading }) => {
      await heading('No tunnel')
      await take('none')
      for (const provider of ['SSH to a server of yours', 'ngrok', 'Cloudflare (cloudflared)', 'Address of your own']) {
        await page.getByRole('radio', { name: provider }).click()
        await take(`form-${provider.split(' ')[0]?.toLowerCase()}`)
      }
      await page.getByRole('button', { name: 'Save and connect' }).click()
      await take('form-needed')
      await page.getByRole('button', { name: 'Undo' }).click()
      const port = await freePort()
      await ask('tunnel.save', { settings: sshSettings(sshd, port) })
      await heading('Is this your server?')
      await take('key-new')
      await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
      await heading(/^Live since/)
      await take('live')
      await sshd.kill()
      sshd.changeHostKey()
      await sshd.start()
      await heading(/^The server shows another key/)
      await take('key-changed')
      await page.getByRole('button', { name: 'Forget the trusted key' }).click()
      await page.waitForTimeout(300)
      await take('key-forget')
      await page.keyboard.press('Escape')
      await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
      await heading(/^Live since/)
      await ask('tunnel.save', { settings: sshSettings(sshd, port, { auth: 'password', keyFile: '' }), secret: 'not the password' })
      await heading(/put right/)
      await take('wrong-password')
      await ask('tunnel.save', { settings: sshSettings(sshd, port, { keyFile: join(sshd.folder, 'nothing-here') }) })
      await page.getByText('The key file cannot be used').first().waitFor()
      await take('key-missing')
      await ask('tunnel.save', { settings: sshSettings(sshd, sshd.port) })
      await page.getByText('The server does not open the port').first().waitFor({ timeout: 60_000 })
      await take('port-refused')
    }),
  gap: () =>
    onStage(async ({ page, take, ask, sshd, heading, launch }) => {
      const port = await freePort()
      await ask('tunnel.save', { settings: sshSettings(sshd, port) })
      await heading('Is this your server?')
      await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
      await heading(/^Live since/)
      await launch(150, 'Reminder D+3')
      for (let probe = 0; probe < 25; probe += 1) {
        await ask('tunnel.probeNow', {})
        await page.waitForTimeout(150)
      }
      await take('up')
      await sshd.kill()
      await heading(/^No webhooks since/)
      await page.waitForTimeout(25_000)
      await take('down')
      await page.getByRole('navigation').getByText('Webhooks', { exact: true }).click()
      await page.waitForTimeout(1000)
      await take('down-webhooks')
      await page.getByRole('navigation').getByText('Tasks', { exact: true }).click()
      await page.waitForTimeout(1000)
      await take('down-tasks')
      await page.getByRole('banner').locator('[data-hue]').click()
      await sshd.start()
      await heading(/^Live since/)
      await take('back')
      await page.getByText(/^repaired/).waitFor({ timeout: 60_000 })
      await take('repaired')
      await page.getByRole('navigation').getByText('Webhooks', { exact: true }).click()
      await page.waitForTimeout(1000)
      await take('repaired-webhooks')
      await page.getByRole('banner').locator('[data-hue]').click()
      await launch(150, 'Renewal May')
      await ask('tunnel.save', { settings: sshSettings(sshd, await freePort()) })
      await page
        .getByText(/tasks? (is|are) deaf/)
        .first()
        .waitFor({ timeout: 60_000 })
      await heading(/^Live since/)
      await take('deaf')
      await page.getByRole('navigation').getByText('Webhooks', { exact: true }).click()
      await page.waitForTimeout(1000)
      await take('deaf-webhooks')
    }, 6),
  quota: () =>
    onStage(async ({ page, take, ask, sshd, heading }) => {
      const port = await freePort()
      await ask('tunnel.save', { settings: sshSettings(sshd, port, { monthlyQuota: 30 }) })
      await heading('Is this your server?')
      await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
      await heading(/^Live since/)
      const used = async (share: number) => {
        while ((await ask('tunnel.get', {})).quota.used < 30 * share) {
          await ask('tunnel.probeNow', {})
          await page.waitForTimeout(250)
        }
        await page.waitForTimeout(600)
      }
      await used(0.8)
      await take('quota-80')
      await used(0.9)
      await take('quota-90')
      await page.getByRole('navigation').getByText('Webhooks', { exact: true }).click()
      await page.waitForTimeout(800)
      await take('quota-90-webhooks')
      await page.getByRole('banner').locator('[data-hue]').click()
      await used(1)
      await take('quota-100')
    }),
  program: () =>
    onStage(async ({ page, take, ask, home, heading }) => {
      const program = join(home, 'cloudflared')
      await ask('tunnel.save', { settings: { provider: 'cloudflared', program, mode: 'quick', publicUrl: '', monthlyQuota: null } })
      await page.getByText('The tunnel program does not start').first().waitFor()
      await take('program-missing')
      cpSync(new URL('../tunnels/cloudflared-stand-in.mjs', import.meta.url), program)
      chmodSync(program, 0o755)
      writeFileSync(join(home, 'behave'), 'no network')
      await ask('tunnel.restart', {})
      await heading(/^No webhooks|^Connecting/)
      await page.waitForTimeout(3000)
      await take('program-no-network')
      rmSync(join(home, 'behave'))
      await ask('tunnel.restart', {})
      await page.waitForTimeout(4000)
      await take('program-unproven')
      await heading(/^No webhooks/)
      await take('probe-lost')
    }),
} as const

for (const [name, scene] of Object.entries(scenes)) if (name.includes(only)) await scene()
