import { parseArgs } from 'node:util'
import type { Faults } from './faults.ts'
import { noFaults } from './faults.ts'
import type { OptionKind, SimulatorOptions } from './options.ts'
import { completeOptions, OptionError, optionNames, optionSpecs } from './options.ts'
import type { ScriptedAnswer } from './scripted-answers.ts'

export interface CommandLine {
  help: boolean
  options: SimulatorOptions
  faults: Partial<Faults>
  answers: ScriptedAnswer[]
}

/** maxBodyMB becomes max-body-mb. */
function flagOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
}

function readValue(flag: string, text: string, kind: OptionKind): unknown {
  if (kind.type === 'integer' || kind.type === 'number') {
    if (text.trim() === '' || !Number.isFinite(Number(text))) throw new OptionError(`--${flag} needs a number, not "${text}".`)
    return Number(text)
  }
  if (kind.type === 'switch') {
    if (text !== 'on' && text !== 'off') throw new OptionError(`--${flag} must be on or off, not "${text}".`)
    return text === 'on'
  }
  if (kind.type !== 'range') return text
  const found = /^(\d+)(?:-(\d+))?$/.exec(text)
  if (found === null) throw new OptionError(`--${flag} must be MIN-MAX in milliseconds such as 20-80, not "${text}".`)
  return { min: Number(found[1]), max: Number(found[2] ?? found[1]) }
}

/** Names of faults that are a plain number and can be set from the command line. */
function numericFaults(): string[] {
  return Object.entries(noFaults())
    .filter(([, value]) => typeof value === 'number')
    .map(([name]) => name)
}

function readFaults(texts: string[]): Partial<Faults> {
  const names = numericFaults()
  const faults: Partial<Faults> & Record<string, unknown> = {}
  for (const text of texts) {
    const [name = '', value = ''] = text.split('=')
    const code = /^answerCode=(\d+)@([\d.]+)$/.exec(text)
    const poison = /^poison=(\d+)(?:@(\d+))?$/.exec(text)
    if (poison !== null) {
      const rows = [...(faults.poison?.rows ?? []), poison[1] ?? '']
      faults.poison = { rows, code: Number(poison[2] ?? faults.poison?.code ?? noFaults().poison.code) }
      continue
    }
    if (code !== null) {
      faults.answerCode = { code: Number(code[1]), probability: Number(code[2]) }
      continue
    }
    if (!names.includes(name)) throw new OptionError(`--fault knows no "${name}"; there are ${names.join(', ')}.`)
    if (value === '' || !(Number(value) >= 0)) throw new OptionError(`--fault ${name} needs a number, as in ${name}=0.1.`)
    faults[name] = Number(value)
  }
  return faults
}

/** 4001, 7x3, http429x2, 5001x1@addBatchCall: what is answered, how often, and to which endpoint. */
function readAnswer(text: string): ScriptedAnswer {
  const found = /^(http)?(\d+)(?:x(\d+))?(?:@(\w+))?$/.exec(text)
  if (found === null) throw new OptionError(`--answer must be such as 7x3, http429 or 4001x2@addBatchCall, not "${text}".`)
  const [, http, code, times, path] = found
  return {
    ...(http === undefined ? { code: Number(code) } : { status: Number(code) }),
    times: Number(times ?? 1),
    ...(path === undefined ? {} : { paths: [path] }),
  }
}

/** Reads the command line; throws an OptionError of one sentence when it cannot be used. */
export function readCommandLine(args: string[]): CommandLine {
  const strings = Object.fromEntries(optionNames.map(name => [flagOf(name), { type: 'string' as const }]))
  let values: Record<string, string | boolean | (string | boolean)[] | undefined>
  try {
    values = parseArgs({
      args,
      options: {
        ...strings,
        fault: { type: 'string', multiple: true },
        answer: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: false,
    }).values
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error)
    throw new OptionError(`${reason.replace(/\.$/, '')}. See --help.`)
  }
  const given: Record<string, unknown> = {}
  for (const name of optionNames) {
    const text = values[flagOf(name)]
    if (typeof text === 'string') given[name] = readValue(flagOf(name), text, optionSpecs[name].kind)
  }
  const faults = Array.isArray(values.fault) ? readFaults(values.fault.map(String)) : {}
  const answers = Array.isArray(values.answer) ? values.answer.map(text => readAnswer(String(text))) : []
  return { help: values.help === true, options: completeOptions(given as Partial<SimulatorOptions>), faults, answers }
}

function argumentOf(kind: OptionKind): string {
  if (kind.type === 'choice') return kind.values.join('|')
  if (kind.type === 'switch') return 'on|off'
  if (kind.type === 'range') return 'MIN-MAX'
  return kind.type === 'text' ? 'TEXT' : 'N'
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'object' && value !== null && 'min' in value && 'max' in value) return `${value.min}-${value.max}`
  return value === '' ? 'none' : String(value)
}

/** Every option with its argument, default and meaning, in columns. */
export function helpText(): string {
  const rows = optionNames.map(name => [
    `--${flagOf(name)} ${argumentOf(optionSpecs[name].kind)}`,
    shown(optionSpecs[name].fallback),
    optionSpecs[name].help,
  ])
  rows.push(
    ['--fault NAME=N', 'none', 'make something go wrong; may be repeated'],
    ['--answer CODExN@ENDPOINT', 'none', 'answer the next N requests with this code, or http429 and its like; may be repeated'],
    ['--help', '', 'this text'],
  )
  const width = (column: number): number => Math.max(...rows.map(row => row[column]?.length ?? 0))
  const [first, second] = [width(0), width(1)]
  const lines = rows.map(([flag = '', fallback = '', help = '']) => `  ${flag.padEnd(first)}  ${fallback.padEnd(second)}  ${help}`)
  const heading = `  ${'option'.padEnd(first)}  ${'default'.padEnd(second)}  meaning`
  return [
    'The simulator: a stand-in for NXCLOUD Callbot v3 and NXLink that dials nobody.',
    '',
    heading,
    ...lines,
    '',
    `Faults: ${numericFaults().join(', ')}, answerCode (as in answerCode=7@0.1), poison (a phone, as in poison=85261234567@4).`,
    '',
  ].join('\n')
}
