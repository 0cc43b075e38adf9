const RATE = 8000

/** A recording: 8 kHz mono wav with one soft tone whose pitch depends on the id, at most `maxSeconds` long. */
export function recordingWav(id: string, seconds: number, maxSeconds = 30): Buffer {
  const samples = RATE * Math.max(1, Math.min(seconds, maxSeconds))
  const wav = Buffer.alloc(44 + samples)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples, 40)
  const pitch = 220 + (id.charCodeAt(0) % 16) * 20
  for (let index = 0; index < samples; index++) {
    const fade = 0.5 + 0.5 * Math.sin((2 * Math.PI * index) / RATE)
    wav[44 + index] = 128 + Math.round(40 * fade * Math.sin((2 * Math.PI * pitch * index) / RATE))
  }
  return wav
}
