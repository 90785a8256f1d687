export default {
  runs: {
    new: 'New experiment',
    search: 'Search runs',
    none: 'No runs yet',
    noneFound: 'No run is called “{query}”',
    loading: 'Reading the runs…',
    progress: 'Progress of {name}',
    step: 'step {step}',
    menu: 'Actions for {name}',
    open: 'Open',
    rename: 'Rename',
    duplicate: 'Duplicate as new experiment',
    beginFrom: 'New run from these weights',
    reveal: 'Show folder',
    trash: 'Move to trash',
    name: 'Name of the run',
    copyOf: '{name} (copy)',
    trashTitle: 'Move “{name}” to the trash?',
    trashText: 'Its curves, checkpoints and samples go to the trash of this computer.',
    trashed: '“{name}” goes to the trash.',
    undo: 'Undo',
    trashLive: 'It is still training and will be stopped.'
  }
}
