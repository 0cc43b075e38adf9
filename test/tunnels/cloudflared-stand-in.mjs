#!/usr/bin/env node
// Behaves like cloudflared as far as the console looks: the same lines on stderr, an address that leads to --url, the token from the environment.
// What it was started with is written to $HOME/started.json; `behave` in $HOME says how it goes on.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

const home = process.env.HOME ?? '.'
const behave = existsSync(join(home, 'behave')) ? readFileSync(join(home, 'behave'), 'utf8') : ''
const say = (level, words) => process.stderr.write(`${new Date().toISOString().slice(0, 19)}Z ${level} ${words}\n`)
const target = new URL(process.argv[process.argv.indexOf('--url') + 1])

if (behave === 'no token') {
  process.stderr.write("Provided Tunnel token is not valid.\nSee 'cloudflared tunnel run --help'.\n")
  process.exit(255)
}
if (behave === 'no network') {
  say('ERR', 'Error unmarshaling QuickTunnel response: error code: 1101')
  say('ERR', 'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: no such host')
  process.exit(1)
}
const server = createServer(socket => {
  const inner = connect(Number(target.port), target.hostname)
  inner.on('error', () => socket.destroy())
  socket.on('error', () => inner.destroy())
  socket.pipe(inner).pipe(socket)
})
server.listen(0, '127.0.0.1', () => {
  writeFileSync(
    join(home, 'started.json'),
    JSON.stringify({
      pid: process.pid,
      port: server.address().port,
      args: process.argv.slice(2),
      env: Object.keys(process.env),
      token: process.env.TUNNEL_TOKEN ?? null,
    }),
  )
  say('INF', 'Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment and try it out.')
  say('INF', 'Requesting new quick Tunnel on trycloudflare.com...')
  say('INF', '+--------------------------------------------------------------------------------------------+')
  say('INF', '|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |')
  if (!process.env.TUNNEL_TOKEN)
    say('INF', '|  https://seasonal-deck-organisms-sf.trycloudflare.com                                      |')
  say('INF', '+--------------------------------------------------------------------------------------------+')
  say('INF', 'Registered tunnel connection connIndex=0 connection=8d7b ip=198.41.192.7 location=SCL01 protocol=quic')
})
// Told by a file and not by the time, so that it never ends before it was heard.
if (behave === 'ends') setInterval(() => existsSync(join(home, 'end')) && process.exit(3), 20)
if (behave === 'stubborn') process.on('SIGTERM', () => undefined)
