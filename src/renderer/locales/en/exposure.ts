export default {
  exposure: {
    title: 'Own output',
    empty: 'Asks the network of its own output.',
    forced: 'teacher-forced',
    free: 'free-running',
    spread: '{way}, two standard errors away',
    sequence: 'Sequence',
    of: 'of {count}',
    horizon: 'Horizon',
    tau: '(trained on τ = {tau})',
    through: {
      z: 'Teacher-forced, z(t−1) is the true y(t−1); running free it is the network’s own output.',
      x: 'In a text or a series x(t) is the value before: teacher-forced the true one, running free the network’s own.',
      both: 'Teacher-forced, x(t) and z(t−1) are the true value before; running free both are the network’s own output.',
      nothing:
        'This network feeds no output back, and the task gives every x(t): there is no other history to live on, so both ways are the same.'
    },
    fed: {
      probabilities: 'It feeds back its probabilities ŷ.',
      argmax: 'It feeds back its arg max.',
      sample: 'It feeds back draws from ŷ.',
      value: 'It feeds back the value that it predicts.'
    },
    parts: 'The two part at t = {t} (mean of {count} held-out sequences).',
    together: 'The two do not part within this horizon (mean of {count} held-out sequences).',
    partsAt: 'they part',
    loss: 'Loss at each step, {unit}',
    accuracy: 'Right answers at each step',
    share: 'share',
    nrmse: 'NRMSE at each step',
    explain:
      'L(t) of the true y(t), mean of the sequences that have a target there; dashed: two standard errors above and below. They part at the first t at which the mean of L(t) free-running minus L(t) teacher-forced, sequence by sequence, lies more than {clear} of its standard errors above 0. NRMSE is the root of the mean squared error over the standard deviation of the training part: 1 is what the training mean gets.',
    own: {
      title: 'The true sequence beside its own',
      x: 'x',
      y: 'y, the truth',
      forced: 'ŷ, told the truth',
      free: 'ỹ, its own output',
      first: 'first error',
      right: 'Its own sequence is right from beginning to end.',
      wrong:
        'The first error of its own sequence is at t = {t}: from there on it lives on a history that the truth does not have.',
      tolerated: 'A value counts as an error where it is more than 2σ from the truth (σ = {sigma}).'
    },
    criterion: {
      title: 'The criterion, term by term (10.15–10.16)',
      gaussian:
        'For real values p is the Gaussian around ŷ(t) with σ = {sigma}, in standard deviations of the training part: the σ under which the teacher-forced predictions of all these sequences are likeliest, σ² = their mean squared error.',
      difference: 'difference: free-running − teacher-forced',
      nats: '{value} nats',
      forced: {
        task: 'Step t is told the true y(1), …, y(t−1) and x(1), …, x(t). By the chain rule the sum is log p of the whole sequence: teacher forcing is maximum likelihood.',
        passage:
          'Step t is told the true values before it, and the {told} true values before the horizon (…). By the chain rule the sum is log p of the whole sequence: teacher forcing is maximum likelihood.'
      },
      free: {
        task: 'Step t is told x(1), …, x(t) and ỹ(1), …, ỹ(t−1), what the network itself put out, and asked for the true y(t). Each term is a log probability, but each under another past: the sum is a score of the network that lives alone, not log p of any sequence.',
        passage:
          'Step t is told the {told} true values before the horizon (…), then ỹ(1), …, ỹ(t−1), what the network itself put out, and asked for the true y(t). Each term is a log probability, but each under another past: the sum is a score of the network that lives alone, not log p of any sequence.'
      }
    },
    sections: { label: 'What to look at', samples: 'Samples', exposure: 'Truth or own output' }
  }
}
