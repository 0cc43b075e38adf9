import { createKeychain } from '../../src-core/accounts/keychain.ts'

// Puts one item into the keychain of this session: store-item.ts service account secret
const [service = '', account = '', secret = ''] = process.argv.slice(2)
await createKeychain(service).set(account, secret)
