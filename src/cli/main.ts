// The commands with their options.

import yargs from 'yargs'
import { z } from 'zod'
import { taskNames } from '../data/tasks'
import { readouts } from '../model/model'
import { learningSchema, optimizerSchema } from '../shared/experiment'
import { exportEntry, exportFormats } from '../shared/exports'
import { longestHorizon } from '../shared/forecast'
import { kernelChoices, settingsSchema } from '../shared/settings'
import { cost } from './commands/cost'
import { dataKinds, describeData, gapsOption } from './commands/data'
import { doctor } from './commands/doctor'
import { exportStored } from './commands/export'
import { importModel } from './commands/import'
import { forecastSeries } from './commands/forecast'
import { batchFormat, gradients } from './commands/gradients'
import { sample, sampleOptions } from './commands/sample'
import { score } from './commands/score'
import { scorecard } from './commands/scorecard'
import { listTasks } from './commands/tasks'
import { train } from './commands/train'
import { sentenceOf } from './fault'
import { numberOption } from './number-option'
import { checkpointOption } from './stored-run'
import { BadInput, type ExitCode, type Terminal } from './terminal'

/**
 * Runs one command. Resolves to the exit code: 0 for success, 1 for a failure (also of a run that failed or diverged),
 * 2 for bad input, and a code of `interruptions` when a signal ended the command.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const chosen = await choose(argv, terminal)
    return await chosen()
  } catch (error) {
    const said = sentenceOf(error)
    terminal.error(said === null ? `${error instanceof Error ? error.stack : String(error)}\n` : `unroll: ${said}\n`)
    return said === null ? 1 : 2
  }
}

/** The ranges come from the schemas of the experiment and the settings. */
const { learningRate } = optimizerSchema.shape
const { sequenceLength } = learningSchema.shape
const number = {
  learningRate: numberOption('learning-rate', learningRate.unwrap()),
  threads: numberOption('threads', settingsSchema.shape.threads.unwrap().unwrap()),
  tau: numberOption('length', sequenceLength.unwrap()),
  horizon: numberOption('horizon', z.int().min(1).max(longestHorizon)),
  from: numberOption('from', z.int().min(2).max(1_000_000_000)),
  season: numberOption('season', z.int().min(1).max(100_000)),
  longest: numberOption('longest', sequenceLength.unwrap())
}

/**
 * Parses the command line. Returns the command without running it, so that its errors are not taken for errors of the
 * command line.
 */
async function choose(argv: readonly string[], terminal: Terminal): Promise<() => ExitCode | Promise<ExitCode>> {
  let chosen: (() => ExitCode | Promise<ExitCode>) | null = null
  const parser = yargs()
    .scriptName('unroll')
    .usage('$0 <command>\n\nTrains recurrent networks in a terminal, as the studio does.')
    .command(
      'train <experiment>',
      'Train a network, and keep everything in a run folder',
      (command) =>
        command
          .positional('experiment', {
            type: 'string',
            demandOption: true,
            describe:
              'The experiment as a JSON file, like experiment.json in a run folder. A field that you leave out gets ' +
              'its default. Paths of data are relative to this file.'
          })
          .option('run', {
            type: 'string',
            demandOption: true,
            requiresArg: true,
            describe: 'Folder of the run: a new or an empty folder'
          })
          .option('resume', {
            type: 'boolean',
            default: false,
            describe:
              'Go on from the last checkpoint in the folder. The experiment may change the end of the run, watching, ' +
              'the learning rate, its schedule and clipping, and nothing else'
          })
          .option('take-over', {
            type: 'boolean',
            default: false,
            describe:
              'With --resume: take the run over from a process on another machine. Use it only when you are sure ' +
              'that the process has ended: one that still trains stops when it next saves, and loses the steps ' +
              'after its last checkpoint'
          })
          .option('weights-of', {
            type: 'string',
            requiresArg: true,
            describe: 'Begin a new run with the weights of this run; its model must be the same'
          })
          .option('checkpoint', checkpointOption('of the run that --weights-of names; without this option the newest'))
          .option('data', {
            type: 'string',
            array: true,
            default: [],
            requiresArg: true,
            describe:
              'Path of the data file, if it is not where the experiment says; of a text also several files or a folder. ' +
              'Name the experiment before them. A run goes on only with the data that it was trained on'
          })
          .option('bytes', {
            type: 'boolean',
            default: false,
            describe: 'The symbols of a text are the bytes of its file, not its characters. Any file can be read so'
          })
          .option('learning-rate', {
            ...number.learningRate,
            describe: 'Train with this rate from now on, instead of the rate of the experiment or the checkpoint'
          })
          .option('kernels', {
            choices: kernelChoices,
            default: 'auto' as const,
            describe: 'The kernel set. A set that fails its check on this machine is never used'
          })
          .option('threads', {
            ...number.threads,
            describe: 'How many threads share a step. Without this option Unroll chooses, by the cores and the work'
          }),
      (options) => {
        chosen = () => train(options, terminal)
      }
    )
    .command(
      'sample [run]',
      'Let a trained network write a text, or (as JSON) continue a series or answer a task',
      (command) =>
        command
          .positional('run', { type: 'string', describe: 'Folder of the run; --run RUN is the same' })
          .option('checkpoint', checkpointOption('what to sample from; without this option the newest'))
          .options(sampleOptions),
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
      'forecast <run>',
      'Let a network of a series go on past the last row, beside simple methods',
      (command) =>
        command
          .positional('run', { type: 'string', demandOption: true, describe: 'Folder of the run' })
          .option(
            'checkpoint',
            checkpointOption('what is asked; without this option the best, or the newest where nothing was validated')
          )
          .option('data', {
            type: 'string',
            requiresArg: true,
            describe:
              'Path of the data file, if it is not where the run says, for example after an import; or of another table with the same columns, to forecast its rows'
          })
          .option('horizon', { ...number.horizon, default: 12, describe: 'Rows to forecast' })
          .option('from', {
            ...number.from,
            describe: 'The last row that is known, from 1; without it the last of the data'
          })
          .option('season', {
            ...number.season,
            describe: 'Rows of a season, for the seasonal last value; without it looked for in the training part'
          })
          .option('future', {
            type: 'string',
            describe: 'A file with the columns that are known ahead, for the rows after the last one of the data'
          })
          .option('group', { type: 'string', describe: 'The group, where the table has several' })
          .option('csv', { type: 'boolean', describe: 'Print a table for other programs' })
          .option('json', { type: 'boolean', describe: 'Print JSON, with the backtest at each step' })
          .conflicts('json', 'csv'),
      (options) => {
        chosen = () => forecastSeries(options, terminal)
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
            describe: 'Folder of the run; if --run names the folder, the file to write'
          })
          .positional('out', { type: 'string', describe: 'The file to write. An existing file is never overwritten' })
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
              'for a format of one checkpoint; without this option the best, or the newest if nothing was validated'
            )
          ),
      (options) => {
        chosen = () => exportStored(options, terminal)
      }
    )
    .command(
      'import <file> <out>',
      'Make a run of a model file, to look at it, to sample from it, or to train it on',
      (command) =>
        command
          .positional('file', {
            type: 'string',
            demandOption: true,
            describe:
              'A safetensors file (an export, a checkpoint, or from PyTorch), an ONNX file that Unroll has written, or a PyTorch folder'
          })
          .positional('out', {
            type: 'string',
            demandOption: true,
            describe: 'Folder of the new run; a new or an empty one'
          })
          .option('vocabulary', {
            type: 'string',
            requiresArg: true,
            describe:
              'Where the file does not say it: the symbols of a text as JSON, a list or the number of each symbol; as vocabulary.json of a PyTorch folder'
          })
          .option('scaling', {
            type: 'string',
            requiresArg: true,
            describe:
              'Where the file does not say it: columns, mean and deviation of a series as JSON; as scaling.json of a PyTorch folder'
          })
          .option('data', {
            type: 'string',
            requiresArg: true,
            describe:
              'The text or the table that it was trained on. It gives the vocabulary or the scaling where the file does not say it'
          })
          .option('task', { choices: taskNames, requiresArg: true, describe: 'The task that it was trained on' })
          .option('readout', {
            choices: readouts,
            requiresArg: true,
            describe: 'Where the file does not say it; without this option every-step'
          }),
      (options) => {
        chosen = () => importModel(options, terminal)
      }
    )
    .command(
      'gradients <model> <batch>',
      'Print the loss and all gradients of a model on a batch, as JSON',
      (command) =>
        command
          .positional('model', {
            type: 'string',
            demandOption: true,
            describe:
              'Weights as a safetensors file (an export, a checkpoint, or a file from PyTorch), or the folder of a run'
          })
          .positional('batch', { type: 'string', demandOption: true, describe: 'The batch as a JSON file, see below' })
          .option('checkpoint', checkpointOption('of the run; without this option the newest'))
          .option('path', {
            choices: ['training', 'reference'] as const,
            default: 'training' as const,
            describe: 'training: in float32, with the code that trains; reference: in float64, equation by equation'
          })
          .epilogue(batchFormat),
      (options) => {
        chosen = () => gradients(options, terminal)
      }
    )
    .command(
      'data <files..>',
      'Say what is understood of a file of data: how it is written, its columns and their roles, and what to look at',
      (command) =>
        command
          .parserConfiguration({ 'duplicate-arguments-array': true })
          .positional('files', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'A table (CSV and its kin) or a text; also several texts, or a folder of texts'
          })
          .option('as', {
            choices: dataKinds,
            requiresArg: true,
            describe:
              'What the file is read as; without it a table or a text, as its name and its lines say. bytes takes any file'
          })
          .option('gaps', gapsOption)
          .option('vocabulary', { type: 'boolean', default: false, describe: 'Print every symbol of a text, too' })
          .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
      (options) => {
        chosen = () => describeData(options, terminal)
      }
    )
    .command(
      'tasks',
      'List the tasks with their known losses',
      (command) =>
        command.option('length', {
          ...number.tau,
          default: sequenceLength.def.defaultValue,
          describe: 'The number of steps of a sequence. The losses depend on it'
        }),
      ({ length }) => {
        chosen = () => listTasks({ tau: length }, terminal)
      }
    )
    .command(
      'cost',
      'Measure how much time and memory each method needs as the sequence grows (at most 3 minutes)',
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
      'Train fixed recipes with three seeds each, and compare what they reach with the known results',
      (command) =>
        command
          // Several names make one list. In other commands the last of several equal options counts.
          .parserConfiguration({ 'duplicate-arguments-array': true })
          .positional('tasks', {
            type: 'string',
            array: true,
            default: [],
            describe: 'Names of recipes, or their first letters. Without names all recipes run, which takes hours'
          })
          .option('quick', {
            type: 'boolean',
            default: false,
            describe: 'Only one seed and a few steps, to see that everything works. The numbers are no scorecard'
          })
          .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
      (options) => {
        chosen = () => scorecard(options, terminal)
      }
    )
    .command(
      'doctor',
      'Show what this machine can do: runtime, kernels, threads, folders',
      (command) =>
        command.option('afresh', {
          type: 'boolean',
          default: false,
          describe: 'Try the kernel sets again, and do not use the stored results'
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

  // With this callback yargs does not print the help and the version, but passes them on.
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
