export default {
  exposure: {
    title: 'Own output',
    empty: 'Asks what the network does with its own output.',
    forced: 'teacher-forced',
    free: 'free-running',
    spread: '{way}, two standard errors away',
    sequence: 'Sequence',
    of: 'of {count}',
    horizon: 'Horizon',
    tau: '(trained on τ = {tau})',
    through: {
      z: 'Under teacher forcing z(t−1) is the true y(t−1). When the network runs free, z(t−1) is its own output.',
      x: 'In a text or a series x(t) is the value before the one to predict. Under teacher forcing it is the true value. When the network runs free, it is the network’s own output.',
      both: 'Under teacher forcing x(t) and z(t−1) are both the true value before. When the network runs free, both are its own output.',
      nothing:
        'This network feeds no output back, and the task gives every x(t). So the network has no past of its own, and both ways are the same.'
    },
    fed: {
      probabilities: 'It feeds back its probabilities ŷ.',
      argmax: 'It feeds back its arg max.',
      sample: 'It feeds back draws from ŷ.',
      value: 'It feeds back the value that it predicts.'
    },
    parts: 'The two curves part at t = {t} (mean of {count} held-out sequences).',
    together: 'The two curves do not part within this horizon (mean of {count} held-out sequences).',
    partsAt: 'they part',
    loss: 'Loss at each step, {unit}',
    accuracy: 'Right answers at each step',
    share: 'share',
    nrmse: 'NRMSE at each step',
    explain:
      'Each curve shows L(t) of the true y(t), as the mean over the sequences that have a target at t. Dashed lines are two standard errors above and below. For each sequence we take the free-running L(t) minus the teacher-forced L(t). The curves part at the first t where the mean of this difference is more than {clear} of its standard errors above 0.',
    explainNrmse:
      'NRMSE is the root of the mean squared error, divided by the standard deviation of the training part: predicting the training mean gives 1.',
    own: {
      title: 'The true sequence beside its own',
      x: 'x',
      y: 'y, the truth',
      forced: 'ŷ, given the truth',
      free: 'ỹ, its own output',
      first: 'first error',
      right: 'Its own sequence is right from beginning to end.',
      wrong:
        'The first error of its own sequence is at t = {t}. From there on the network continues a past that differs from the truth.',
      tolerated: 'A value counts as an error if it is more than 2σ away from the truth (σ = {sigma}).'
    },
    criterion: {
      title: 'The criterion, term by term (10.15–10.16)',
      gaussian:
        'For real values p is a Gaussian distribution around ŷ(t) with σ = {sigma}, in standard deviations of the training part. σ² is the mean squared error of the teacher-forced predictions: this σ gives the truth of all these sequences the highest probability.',
      difference: 'difference: free-running − teacher-forced',
      nats: '{value} nats',
      forced: {
        task: 'Step t gets the true y(1), …, y(t−1) and x(1), …, x(t). By the chain rule the sum is log p of the whole sequence: teacher forcing is maximum likelihood.',
        passage:
          'Step t gets the true values before it, and the {told} true values before the horizon (…). By the chain rule the sum is log p of the whole sequence: teacher forcing is maximum likelihood.'
      },
      free: {
        task: 'Step t gets x(1), …, x(t) and the network’s own outputs ỹ(1), …, ỹ(t−1), and has to predict the true y(t). Each term is a log probability, but each term has a different past. So the sum is not log p of any sequence: it is a score of the network when it runs on its own.',
        passage:
          'Step t gets the {told} true values before the horizon (…), then the network’s own outputs ỹ(1), …, ỹ(t−1), and has to predict the true y(t). Each term is a log probability, but each term has a different past. So the sum is not log p of any sequence: it is a score of the network when it runs on its own.'
      }
    },
    sections: {
      label: 'What to look at',
      samples: 'Samples',
      exposure: 'Truth or own output',
      forecast: 'Forecast',
      read: 'Read'
    }
  }
}
