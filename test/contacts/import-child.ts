import { startContacts, whenEnded } from './contacts-thread.ts'

// A process to be killed: imports a file, or only goes on with what it finds, and says how far it is on its output.
const [dataDir = '', path = '', sizeBytes = '0', mostRows] = process.argv.slice(2)
const { service, files, close } = startContacts(dataDir, mostRows === undefined ? undefined : Number(mostRows))
let id = (await service.lists())[0]?.id
if (id === undefined) {
  const { fileId } = files.give({ path, fileName: 'list.csv', sizeBytes: Number(sizeBytes) })
  const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
  const { suggested } = await service.preview({ fileId, reading })
  id = (await service.import({ fileId, name: 'Killed', reading, mapping: { ...suggested, defaultCountry: 'CL' } })).id
}
const says = setInterval(
  () =>
    void service.list(id).then(
      list => process.stdout.write(`${list.rowCount}\n`),
      () => undefined,
    ),
  5,
)
const list = await whenEnded(service, id)
clearInterval(says)
await close()
process.stdout.write(`${list.state} peak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
