// Draws the installer icons from resources/icon.svg with a Chromium: `node scripts/make-icons.ts [path of chromium]`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'

const resources = join(import.meta.dirname, '..', 'resources')

/** ICO and ICNS both take whole PNG files behind a small table. */
function ico(images: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}

function icns(images: readonly { type: string; png: Buffer }[]): Buffer {
  const parts = images.map(({ type, png }) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
const svg = readFileSync(join(resources, 'icon.svg'), 'utf8')
async function draw(size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  return page.screenshot({ omitBackground: true })
}
const png = new Map<number, Buffer>()
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) png.set(size, await draw(size))
await browser.close()
const image = (size: number) => png.get(size) ?? Buffer.alloc(0)
writeFileSync(join(resources, 'icon.png'), image(512))
writeFileSync(join(resources, 'icon.ico'), ico([16, 32, 48, 64, 128, 256].map(size => ({ size, png: image(size) }))))
writeFileSync(
  join(resources, 'icon.icns'),
  icns([
    { type: 'ic07', png: image(128) },
    { type: 'ic08', png: image(256) },
    { type: 'ic09', png: image(512) },
    { type: 'ic10', png: image(1024) },
  ]),
)
