// Outlines on a 16 × 16 grid, drawn with a stroke.
export const icons = {
  plus: 'M8 3.5v9M3.5 8h9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5l3 3',
  play: 'M5 3.2v9.6l7.5-4.8Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  step: 'M4 3.5v9l6.5-4.5ZM12.5 3.5v9',
  stop: 'M4 4h8v8H4Z',
  left: 'M2.5 3.5h11v9h-11ZM6 3.5v9',
  right: 'M2.5 3.5h11v9h-11ZM10 3.5v9',
  close: 'M4 4l8 8M12 4l-8 8',
  help: 'M6 6.2a2 2 0 1 1 2.8 1.9c-.5.3-.8.6-.8 1.2M8 11.6h.01',
  chevron: 'M6 4l4 4-4 4',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.3h.01',
  check: 'M3.5 8.5l3 3 6-7',
  file: 'M4 2.5h5l3 3v8H4ZM9 2.5v3h3',
  edit: 'M3 13l.7-2.8 7-7 2.1 2.1-7 7Z',
  copy: 'M6 6h7v7H6ZM3 10V3h7',
  folder: 'M2.5 12.5v-9h4l1.3 1.7h5.7v7.3Z',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5',
  settings:
    'M2.5 4.5h6M12 4.5h1.5M10.2 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM2.5 11.5h1.5M7.5 11.5h6M5.8 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  running: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8ZM8 9.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z',
  flask: 'M6 2.5h4M6.7 2.5v4L3 13.5h10l-3.7-7v-4M4.8 10h6.4',
  compare: 'M2.5 13.5v-11M2.5 13.5h11M4.5 11c2-6 5-7 8.5-7.5M4.5 11.5c3-1 5-3 8.5-3.5',
  up: 'M8 13V3.5M4.5 7 8 3.5 11.5 7',
  down: 'M8 3v9.5M4.5 9 8 12.5 11.5 9',
  again: 'M12.5 5.5A5 5 0 1 0 13 8M12.8 2.8v2.9H9.9',
  download: 'M8 2.5v7.5M5 7.2 8 10.2l3-3M3 13h10'
} as const

export type IconName = keyof typeof icons
