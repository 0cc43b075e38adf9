import { z } from 'zod'

// zod 4 compiles validators with `new Function` unless told not to; the page's CSP forbids that (zod#5414).
z.config({ jitless: true })

export { z }
