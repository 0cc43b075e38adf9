import type { Sentences } from './error-sentences.ts'

/** Failures of the tunnel in words; each says that calls go on, because only their webhooks need it. */
export const tunnelErrorsEn = {
  tunnel_unreachable: {
    title: 'The tunnel server cannot be reached',
    what: 'No connection to {{host}}. {{detail}}',
    calls: 'Calls go on. Their results are polled until the tunnel is back.',
    next: 'Nothing to do for a short outage: it is tried again by itself. If it stays, check host, port and your network.',
  },
  tunnel_login_refused: {
    title: 'The tunnel login was refused',
    what: '{{host}} did not accept the login. {{detail}}',
    calls: 'Calls go on. Their results are polled.',
    next: 'Check the user and the secret in the tunnel settings, then restart the tunnel.',
  },
  tunnel_secret_missing: {
    title: 'The secret of the tunnel is missing',
    what: 'The keychain of this computer has no secret for the tunnel.',
    calls: 'Calls go on. Their results are polled.',
    next: 'Enter the secret in the tunnel settings again.',
  },
  tunnel_key_file: {
    title: 'The key file cannot be used',
    what: '{{path}} was not accepted as a private key. {{detail}}',
    calls: 'Calls go on. Their results are polled.',
    next: 'Choose the private key, not the .pub file, and enter its passphrase if it has one.',
  },
  tunnel_forward_refused: {
    title: 'The server does not open the port',
    what: '{{host}} refused to listen at {{address}}.',
    calls: 'Calls go on. Their results are polled.',
    next: 'Check that no earlier connection holds the port, and that the server allows it (AllowTcpForwarding, GatewayPorts).',
  },
  tunnel_program: {
    title: 'The tunnel program does not start',
    what: '{{path}} could not be started. {{detail}}',
    calls: 'Calls go on. Their results are polled.',
    next: 'Install cloudflared, or correct its path in the tunnel settings.',
  },
  tunnel_ended: {
    title: 'The tunnel was cut',
    what: 'The connection ended. {{detail}}',
    calls: 'Calls go on. Webhooks missed meanwhile are pulled as soon as it is back.',
    next: 'Nothing to do: it is connected again by itself.',
  },
  tunnel_probe_lost: {
    title: 'The tunnel carries nothing',
    what: 'A probe sent to {{url}} did not come back. {{detail}}',
    calls: 'Calls go on. Webhooks missed meanwhile are pulled as soon as it is back.',
    next: 'It is restarted by itself. If it stays, check that the public address leads to this computer.',
  },
} satisfies Record<string, Sentences>
