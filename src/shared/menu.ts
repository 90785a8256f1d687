// The application menu as data: main makes it, the help of the window lists its keys.

import type { MenuCommand } from './bridge'
import { exportEntry, exportFormats, type ExportFormat, type ExportWords } from './exports'
import { en as enExports } from './exports/en'
import { ko as koExports } from './exports/ko'

type ExportCommand = `export-${ExportFormat}`

function exportKey(format: ExportFormat): Pick<MenuEntry, 'accelerator'> {
  const { accelerator } = exportEntry(format)
  return accelerator === undefined ? {} : { accelerator }
}

const ofExports = (words: ExportWords): Record<ExportCommand, string> =>
  Object.fromEntries(exportFormats.map((format) => [`export-${format}`, words[format].menu])) as Record<
    ExportCommand,
    string
  >

/** Entries that Electron carries out itself, named by its roles. */
type Role = 'quit' | 'close' | 'togglefullscreen' | 'reload' | 'toggleDevTools'
/** How much of the page fits into the window. */
export type Zoom = 'actual' | 'in' | 'out'

export interface MenuEntry {
  word: MenuWord
  /** Sent to the window. */
  command?: MenuCommand
  role?: Role
  /** Main carries it out, because it has more keys than one entry can have (main/zoom.ts). */
  zoom?: Zoom
  /** In Electron's form. Electron sets the key of a role itself; it stands here for the help. */
  accelerator?: string
  /** Where the entry is shown; absent means everywhere. `developing`: while the app is not packaged. */
  only?: 'mac' | 'not-mac' | 'developing'
}

export const menu: readonly { word: MenuWord; entries: readonly (MenuEntry | 'separator')[] }[] = [
  {
    word: 'file',
    entries: [
      { word: 'newExperiment', command: 'new-experiment', accelerator: 'CmdOrCtrl+N' },
      { word: 'importModel', command: 'import-model' },
      'separator',
      { word: 'duplicateRun', command: 'duplicate-run', accelerator: 'CmdOrCtrl+D' },
      { word: 'renameRun', command: 'rename-run', accelerator: 'F2' },
      { word: 'trashRun', command: 'trash-run' },
      'separator',
      ...exportFormats.map((format): MenuEntry => ({
        word: `export-${format}`,
        command: `export-${format}`,
        ...exportKey(format)
      })),
      'separator',
      { word: 'settings', command: 'settings', accelerator: 'CmdOrCtrl+,' },
      'separator',
      { word: 'close', role: 'close', accelerator: 'Cmd+W', only: 'mac' },
      { word: 'quit', role: 'quit', accelerator: 'Ctrl+Q', only: 'not-mac' }
    ]
  },
  {
    word: 'run',
    entries: [
      { word: 'startPause', command: 'start-pause', accelerator: 'CmdOrCtrl+Enter' },
      { word: 'singleStep', command: 'single-step', accelerator: 'CmdOrCtrl+.' },
      { word: 'stop', command: 'stop' },
      'separator',
      { word: 'compareRuns', command: 'compare-runs', accelerator: 'CmdOrCtrl+K' }
    ]
  },
  {
    word: 'view',
    entries: [
      { word: 'viewData', command: 'view-data', accelerator: 'CmdOrCtrl+1' },
      { word: 'viewTrain', command: 'view-train', accelerator: 'CmdOrCtrl+2' },
      { word: 'viewWeights', command: 'view-weights', accelerator: 'CmdOrCtrl+3' },
      { word: 'viewThroughTime', command: 'view-through-time', accelerator: 'CmdOrCtrl+4' },
      { word: 'viewChapter', command: 'view-chapter', accelerator: 'CmdOrCtrl+5' },
      { word: 'viewSamples', command: 'view-samples', accelerator: 'CmdOrCtrl+6' },
      { word: 'viewExport', command: 'view-export', accelerator: 'CmdOrCtrl+7' },
      'separator',
      { word: 'laboratory', command: 'laboratory', accelerator: 'CmdOrCtrl+L' },
      'separator',
      { word: 'resetZoom', zoom: 'actual', accelerator: 'CmdOrCtrl+0' },
      { word: 'zoomIn', zoom: 'in', accelerator: 'CmdOrCtrl+Plus' },
      { word: 'zoomOut', zoom: 'out', accelerator: 'CmdOrCtrl+-' },
      { word: 'fullScreen', role: 'togglefullscreen', accelerator: 'F11' },
      { word: 'reload', role: 'reload', accelerator: 'CmdOrCtrl+R', only: 'developing' },
      { word: 'devTools', role: 'toggleDevTools', accelerator: 'CmdOrCtrl+Shift+I', only: 'developing' }
    ]
  },
  {
    word: 'help',
    entries: [
      { word: 'showHelp', command: 'help', accelerator: 'F1' },
      { word: 'about', command: 'about' }
    ]
  }
]

const en = {
  file: 'File',
  run: 'Run',
  view: 'View',
  help: 'Help',
  edit: 'Edit',
  newExperiment: 'New Experiment',
  importModel: 'Import Model…',
  duplicateRun: 'Duplicate Run',
  renameRun: 'Rename Run…',
  trashRun: 'Move Run to Trash…',
  ...ofExports(enExports),
  settings: 'Settings…',
  quit: 'Quit',
  close: 'Close Window',
  startPause: 'Start / Pause',
  singleStep: 'Single Step',
  stop: 'Stop',
  compareRuns: 'Compare',
  viewData: 'Data',
  viewTrain: 'Train',
  viewWeights: 'Weights & Gradients',
  viewThroughTime: 'Through Time',
  viewChapter: 'Chapter',
  viewSamples: 'Samples',
  viewExport: 'Export',
  laboratory: 'Laboratory',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  reload: 'Reload',
  devTools: 'Developer Tools',
  showHelp: 'Unroll Help',
  about: 'About Unroll'
}
export type MenuWord = keyof typeof en

const ko: Record<MenuWord, string> = {
  file: '파일',
  run: '실행',
  view: '보기',
  help: '도움말',
  edit: '편집',
  newExperiment: '새 실험',
  importModel: '모델 가져오기…',
  duplicateRun: '실행 복제',
  renameRun: '실행 이름 바꾸기…',
  trashRun: '실행을 휴지통으로 이동…',
  ...ofExports(koExports),
  settings: '설정…',
  quit: '종료',
  close: '창 닫기',
  startPause: '시작 / 일시 정지',
  singleStep: '한 스텝만 진행',
  stop: '중지',
  compareRuns: '비교',
  viewData: '데이터',
  viewTrain: '학습',
  viewWeights: '가중치와 그래디언트',
  viewThroughTime: '시간 전개',
  viewChapter: '유도 과정',
  viewSamples: '표본',
  viewExport: '내보내기',
  laboratory: '실험실',
  resetZoom: '실제 크기',
  zoomIn: '확대',
  zoomOut: '축소',
  fullScreen: '전체 화면',
  reload: '새로 고침',
  devTools: '개발자 도구',
  showHelp: 'Unroll 도움말',
  about: 'Unroll 정보'
}

export const menuWords = { en, ko }
