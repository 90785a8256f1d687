// The commands with their options, and the handling of errors.

import yargs from 'yargs'
import { DataError } from '../data/data-error'
import { TooLarge } from '../engine/wasm'
import { WriteError } from '../run-folder/whole-files'
import { RunHeld } from '../run-folder/lock'
import { BadFile } from '../run-folder/read-json'
import { DamagedFile, NotARun } from '../run-folder/record'
import { Differs } from '../trainer/going-on'
import { Refusal } from '../trainer/refusal'
import { SafetensorsError } from '../run-folder/safetensors'
import { experimentSchema, learningSchema, optimizerSchema, watchingSchema } from '../shared/experiment'
import { exportEntry, exportFormats } from '../shared/exports'
import { kernelChoices, settingsSchema } from '../shared/settings'
import { cost } from './commands/cost'
import { doctor } from './commands/doctor'
import { exportStored } from './commands/export'
import { batchFormat, gradients } from './commands/gradients'
import { sample } from './commands/sample'
import { score } from './commands/score'
import { scorecard } from './commands/scorecard'
import { listTasks } from './commands/tasks'
import { train } from './commands/train'
import { numberOption } from './number-option'
import { printable } from './printable'
import { checkpointOption } from './stored-run'
import { BadInput, type ExitCode, type Terminal } from './terminal'

/**
 * Runs one command. Resolves to the exit code: 0, 1 for what went wrong (a run that failed or diverged too), 2 for bad
 * input, and those of `interruptions` when it was ended from outside.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const chosen = await choose(argv, terminal)
    return await chosen()
  } catch (error) {
    const expected = [
      BadFile,
      BadInput,
      DamagedFile,
      DataError,
      Differs,
      NotARun,
      Refusal,
      RunHeld,
      SafetensorsError,
      TooLarge,
      WriteError
    ].some((kind) => error instanceof kind)
    if (expected)
      terminal.error(`unroll: ${printable((error as Error).message.replaceAll(/\s*\n\s*/g, ' '))}${wayOn(error)}\n`)
    else terminal.error(`${error instanceof Error ? error.stack : String(error)}\n`)
    return expected ? 2 : 1
  }
}

/** What to type. */
function wayOn(error: unknown): string {
  switch (error instanceof Differs || error instanceof RunHeld ? error.code : null) {
    case 'run-held':
      return ' (unroll sample, or the studio)'
    case 'run-held-elsewhere':
      return ` (unroll sample, or the studio. If it has ended for certain, --take-over: a process that still
      trains notices it before it next saves and stops; what it has trained since its last checkpoint is then lost.)`.replaceAll(
        /\s+/g,
        ' '
      )
    case 'data-differ':
      return ' (--data PATH; --run NEW --weights-of RUN)'
    case 'run-differs':
      return ' (--run NEW --weights-of RUN)'
    default:
      return ''
  }
}

/** Ranges are those of the experiment and the settings. */
const { learningRate } = optimizerSchema.shape
const { temperature, sampleLength } = watchingSchema.shape
const { sequenceLength } = learningSchema.shape
const number = {
  learningRate: numberOption('learning-rate', learningRate.unwrap()),
  threads: numberOption('threads', settingsSchema.shape.threads.unwrap().unwrap()),
  temperature: numberOption('temperature', temperature.unwrap()),
  length: numberOption('length', sampleLength.unwrap()),
  tau: numberOption('length', sequenceLength.unwrap()),
  longest: numberOption('longest', sequenceLength.unwrap()),
  seed: numberOption('seed', experimentSchema.shape.seed.unwrap())
}

/**
 * Parses the command line. The command is returned and not run, so that its errors are not taken for those of the line.
 */
async function choose(argv: readonly string[], terminal: Terminal): Promise<() => ExitCode | Promise<ExitCode>> {
  let chosen: (() => ExitCode | Promise<ExitCode>) | null = null
  const parser = yargs()
    .scriptName('unroll')
    .usage('$0 <command>\n\nTrains recurrent networks in a terminal, as the studio does.')
    .command(
      'train <experiment>',
      'Train, and keep everything in a run folder',
      (command) =>
        command
          .positional('experiment', {
            type: 'string',
            demandOption: true,
            describe:
              'The experiment as a JSON file, as the studio keeps it in a run folder. Every field that is left out has its default. Paths of data are relative to this file.'
          })
          .option('run', {
            type: 'string',
            demandOption: true,
            requiresArg: true,
            describe: 'Folder of the run; a new or an empty one'
          })
          .option('resume', {
            type: 'boolean',
            default: false,
            describe:
              'Go on from the last checkpoint in the folder. Its end, watching, the learning rate, its schedule and clipping may be others than before'
          })
          .option('take-over', {
            type: 'boolean',
            default: false,
            describe:
              'With --resume: take the run over from a process on another machine that is gone for certain. One that is not stops when it next saves, and loses what came after its last checkpoint'
          })
          .option('weights-of', {
            type: 'string',
            requiresArg: true,
            describe: 'Begin a new run with the weights of this run; its model must be the same'
          })
          .option('checkpoint', checkpointOption('of the run that --weights-of names; without this option the newest'))
          .option('data', {
            type: 'string',
            requiresArg: true,
            describe:
              'Where the data file is, if not where the experiment says. A run goes on only with the data that it was trained on'
          })
          .option('learning-rate', {
            ...number.learningRate,
            describe: 'Train with this rate from here on, whatever the experiment or the checkpoint says'
          })
          .option('kernels', {
            choices: kernelChoices,
            default: 'auto' as const,
            describe: 'The kernel set; one that fails its check on this machine is never used'
          })
          .option('threads', {
            ...number.threads,
            describe: 'How many threads share a step; without it, what the machine has and the work is worth'
          }),
      (options) => {
        chosen = () => train(options, terminal)
      }
    )
    .command(
      'sample [run]',
      'Let a trained network make something: text, or (as JSON) a series or an answer to a task',
      (command) =>
        command
          .positional('run', { type: 'string', describe: 'Folder of the run; --run RUN is the same' })
          .option('checkpoint', checkpointOption('what to sample from; without this option the newest'))
          .option('prime', { type: 'string', describe: 'Text to write on from' })
          .option('temperature', { ...number.temperature, describe: 'Below 1 bolder, above 1 wilder' })
          .option('length', { ...number.length, describe: 'Characters to write, or steps to run free' })
          .option('seed', { ...number.seed, default: 1, describe: 'The same seed gives the same sample' }),
      (options) => {
        chosen = () => sample(options, terminal)
      }
    )
    .command(
      'score <run> [file]',
      'Tell how well a trained network foresees a text (bits a character) or a series (error of each row)',
      (command) =>
        command
          .positional('run', { type: 'string', demandOption: true, describe: 'Folder of the run' })
          .positional('file', {
            type: 'string',
            describe: 'A text, or a table with the columns of the series; without it, standard input is read'
          })
          .option(
            'checkpoint',
            checkpointOption('what is asked; without this option the best, or the newest where nothing was validated')
          )
          .option('leave-out-unknown', {
            type: 'boolean',
            default: false,
            describe:
              'Leave out the symbols that the network does not know; without it they are an error that names them'
          })
          .option('json', {
            type: 'boolean',
            default: false,
            describe: 'Print JSON, with the value of each symbol or row'
          }),
      (options) => {
        chosen = () => score(options, terminal)
      }
    )
    .command(
      'export <run-or-out> [out]',
      'Write a run as a file for other programs',
      (command) =>
        command
          .positional('run-or-out', {
            type: 'string',
            demandOption: true,
            describe: 'Folder of the run; the file to write where --run names the folder'
          })
          .positional('out', { type: 'string', describe: 'The file to write; one that exists is not written over' })
          .option('run', { type: 'string', requiresArg: true, describe: 'Folder of the run' })
          .option('format', {
            choices: exportFormats,
            demandOption: true,
            requiresArg: true,
            describe: exportFormats
              .map((format) => `${format}: ${exportEntry(format).extension ?? 'a folder'}`)
              .join(', ')
          })
          .option(
            'checkpoint',
            checkpointOption(
              'for what is of one checkpoint; without this option the best, or the newest where nothing was validated'
            )
          ),
      (options) => {
        chosen = () => exportStored(options, terminal)
      }
    )
    .command(
      'gradients <model> <batch>',
      'Loss and all gradients of a model on a batch, as JSON',
      (command) =>
        command
          .positional('model', {
            type: 'string',
            demandOption: true,
            describe: 'Weights as a safetensors file: an export, a checkpoint, or from PyTorch; or the folder of a run'
          })
          .positional('batch', { type: 'string', demandOption: true, describe: 'The batch as a JSON file, see below' })
          .option('checkpoint', checkpointOption('of the run; without this option the newest'))
          .option('path', {
            choices: ['training', 'reference'] as const,
            default: 'training' as const,
            describe: 'Computed in float32 as in training, or in float64 equation by equation'
          })
          .epilogue(batchFormat),
      (options) => {
        chosen = () => gradients(options, terminal)
      }
    )
    .command(
      'tasks',
      'List the tasks with their known losses',
      (command) =>
        command.option('length', {
          ...number.tau,
          default: sequenceLength.def.defaultValue,
          describe: 'Steps of a sequence, on which the losses depend'
        }),
      ({ length }) => {
        chosen = () => listTasks({ tau: length }, terminal)
      }
    )
    .command(
      'cost',
      'Measure what each method costs over the length of the sequence, in time and in memory (at most 3 minutes)',
      (command) =>
        command
          .option('json', { type: 'boolean', describe: 'Print JSON' })
          .option('csv', { type: 'boolean', describe: 'Print a table for other programs' })
          .conflicts('json', 'csv')
          .option('longest', { ...number.longest, default: 16384, describe: 'The longest sequence, in steps' }),
      (options) => {
        chosen = () => cost(options, terminal)
      }
    )
    .command(
      'scorecard [tasks..]',
      'Train fixed recipes with three seeds each, and set what they reach beside what is known',
      (command) =>
        command
          // Several names are one list; elsewhere the last of two options counts.
          .parserConfiguration({ 'duplicate-arguments-array': true })
          .positional('tasks', {
            type: 'string',
            array: true,
            default: [],
            describe: 'Names of recipes, or how they begin; without them all, which takes hours'
          })
          .option('quick', {
            type: 'boolean',
            default: false,
            describe: 'One seed and a few steps, to see that all works; the numbers are no scorecard'
          })
          .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
      (options) => {
        chosen = () => scorecard(options, terminal)
      }
    )
    .command(
      'doctor',
      'Tell what this machine can do: runtime, kernels, threads, folders',
      (command) =>
        command.option('afresh', {
          type: 'boolean',
          default: false,
          describe: 'Try the kernel sets again, whatever is remembered of them'
        }),
      (options) => {
        chosen = () => doctor(options, terminal)
      }
    )
    .demandCommand(1, 'Which command? See unroll --help.')
    .strict()
    .version(terminal.version)
    .wrap(terminal.width === null ? 100 : Math.min(100, terminal.width))
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': false })
    .fail((message, error) => {
      throw new BadInput(message || error.message)
    })

  // With a callback, help and version are handed over instead of printed.
  let printed = ''
  await parser.parseAsync([...argv], {}, (_error, _options, output) => {
    printed = output
  })
  if (chosen) return chosen
  return () => {
    terminal.out(printed === '' ? '' : `${printed}\n`)
    return 0
  }
}
