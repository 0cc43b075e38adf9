/** Repeatable orders for the benches, as listOrder writes them (callbot-v3.md 3.9). */
export function benchOrder(index: number): Record<string, unknown> {
  const mix = (index * 2654435761) % 4294967296
  const status = [6, 22, 10, 24, 9, 12, 6, 23][mix % 8] as number
  const start = 1_790_000_000 + (mix % 1_000_000)
  return {
    orderID: `0197${mix.toString(16).padStart(8, '0')}${index.toString(16).padStart(20, '0')}`,
    userPhone: `569${String(10_000_000 + (mix % 89_999_999))}`,
    userName: `Customer ${mix % 50_000}`,
    sceneID: 'scene-1',
    userTaskID: `task-${mix % 4}`,
    taskID: String(9000 + (mix % 4)),
    finish: mix % 5 !== 0,
    other: `ref-${index}`,
    callInfoDetail: {
      callID: `c${index}-${mix}`,
      callingNumber: `5622${mix % 1000}`,
      lineAddress: '10.1.2.3',
      callStatus: status,
      callStartTs: start,
      callAnswerTs: status === 6 ? start + 7 : 0,
      callEndTs: start + 60,
      callDuration: status === 6 ? mix % 180 : 0,
      callAudioUrl: status === 6 ? `https://records.example/${index}.wav` : '',
      hangupCause: ['user', 'robot', ''][mix % 3],
      termSipCode: '200',
      intents:
        status === 6 ? [{ intentID: `i${mix % 6}`, intentTag: 'ABCDEF'[mix % 6], intentName: `Intent ${mix % 6}`, intentLevel: 1 }] : [],
      sms: [],
      params: [{ name: 'amount', value: String(mix % 1000) }],
    },
  }
}

/** The value below which 95 of 100 lie. */
export const p95 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN
