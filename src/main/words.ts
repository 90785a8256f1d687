// The texts of main in English and Korean: the menu, dialogs and refusals. All other texts are in the window's locales.
// {name} stands for a value.

import type { ExportWords } from '../shared/exports'
import { en as enExports } from '../shared/exports/en'
import { ko as koExports } from '../shared/exports/ko'
import { menuWords } from '../shared/menu'
import { reasonIn } from '../shared/reasons'

const en = {
  ...menuWords.en,
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',

  chooseText: 'Choose a text, or several',
  chooseFolder: 'Choose a folder of texts',
  chooseSeries: 'Choose a table of numbers',
  chooseModel: 'Choose a model to import',
  chooseVocabulary: 'Choose a vocabulary',
  chooseScaling: 'Choose a scaling',
  modelFiles: 'Models',
  jsonFiles: 'JSON',
  textFiles: 'Text',
  tableFiles: 'Tables',
  allFiles: 'All files',
  savePicture: 'Save the picture',
  noPicture: 'The content of this picture does not match its format, so nothing was written. Try again.',
  pictureLarge: 'This picture is larger than 64 MB. Show less of it, or save it as SVG.',
  notWritten: '“{path}” was not written by this window, so it is not shown. Open its folder in the file manager.',

  settingsBroken: 'Settings that could not be read were set aside ({file}). Unroll starts with the defaults.',
  queueNotKept: 'The queue could not be written to the disk. It goes on, but it is lost when you quit Unroll.',
  laboratoryBusy: 'The laboratory is already measuring. Wait until it is done, or cancel it.',
  laboratoryGone: 'The process that measured has ended unexpectedly. Start it again.',
  measurementNotKept: 'The measurement could not be written to the disk. It is lost when you quit Unroll.',
  notMeasured: 'Nothing has been measured yet, so there is nothing to save. Measure first.',
  saveTable: 'Save the table',
  notInQueue: 'This experiment no longer waits in the queue: it has begun, or it was removed.',
  trashFailed: '“{name}” could not be moved to the trash and is in the list again: {reason}',
  noSuchRun: 'There is no run “{id}”. It may have been moved to the trash.',
  runUnreadable: 'The file {file} of this run cannot be read: {reason}',
  runDamaged:
    'The file {file} of this run is damaged, so Unroll changes nothing in the run. ' +
    'You can export the parts of its curves and weights that can be read.',
  fileNotChosen: '“{path}” was not chosen in this app. Choose the file with “Choose a file…”.',
  orderSlow: 'There was no answer within {seconds} seconds, so Unroll stopped waiting. Try again, or use smaller data.',
  readingStopped:
    'You stopped the reading of this file. Choose a smaller file, or change a field of the data to read it again.',
  orderGone: 'The process that was working on this ended unexpectedly. Try again.',
  viewerGone: 'The process that read this run has ended. Try again.',
  trainerDied: 'The trainer’s process ended unexpectedly (code {code}).',

  runDone: 'Training is done, after step {step}.',
  runOutOfPatience: 'Training has ended after step {step}: its validation loss no longer improved.',
  runDiverged: 'Training has ended after step {step}. The run has diverged.',
  runFailed: 'Training has failed after step {step}.',

  openTooLarge: '“{path}” is too large for an experiment, so Unroll does not open it as one.',
  openRefused: 'Unroll cannot open “{path}”: {reason}.',
  openUnknown:
    'Unroll cannot open “{path}”. ' +
    'It opens texts (.txt, .md) and folders of texts, tables (.csv, .tsv, .xlsx, .jsonl), both also packed (.gz), experiments (.unroll, .json), models (.safetensors, .onnx, PyTorch folders) and folders of runs. The bytes of any other file can be read too: open that file alone.',
  openFolder:
    '“{path}” is not the folder of a run in this list. To use its experiment, open the experiment.json inside it.',
  dropNothing: 'What was dropped is not a file on this computer. Save it as a file first, then drop that file.',

  testBuild: 'a test build, not for release',
  licencesOfElectron: 'Electron and Chromium: the files LICENSE.electron.txt and LICENSES.chromium.html in {folder}'
}

const ko: Record<Word, string> = {
  ...menuWords.ko,
  cut: '잘라내기',
  copy: '복사',
  paste: '붙여넣기',
  selectAll: '모두 선택',

  chooseText: '텍스트 파일 선택(여러 개 가능)',
  chooseFolder: '텍스트 폴더 선택',
  chooseSeries: '수치 표 파일 선택',
  chooseModel: '가져올 모델 선택',
  chooseVocabulary: '어휘 파일 선택',
  chooseScaling: '스케일링 파일 선택',
  modelFiles: '모델',
  jsonFiles: 'JSON',
  textFiles: '텍스트',
  tableFiles: '표',
  allFiles: '모든 파일',
  savePicture: '그림 저장',
  noPicture: '알려진 형식의 그림이 아니어서 아무것도 저장하지 않았습니다. 다시 시도하세요.',
  pictureLarge: '그림이 64 MB보다 큽니다. 보이는 부분을 줄이거나 SVG로 저장하세요.',
  notWritten: '이 창에서 저장한 파일이 아니어서 표시하지 않습니다: “{path}”. 파일 관리자에서 폴더를 여세요.',

  settingsBroken: '읽을 수 없는 설정 파일을 따로 보관했습니다({file}). 기본 설정으로 시작합니다.',
  queueNotKept: '대기열을 디스크에 쓰지 못했습니다. 대기열은 계속 진행되지만 Unroll을 종료하면 사라집니다.',
  laboratoryBusy: '실험실에서 이미 측정하고 있습니다. 끝날 때까지 기다리거나 취소하세요.',
  laboratoryGone: '측정하던 프로세스가 예기치 않게 끝났습니다. 다시 시작하세요.',
  measurementNotKept: '측정한 결과를 디스크에 쓸 수 없습니다. Unroll을 종료하면 사라집니다.',
  notMeasured: '아직 측정한 것이 없어 저장할 것이 없습니다. 먼저 측정하세요.',
  saveTable: '표 저장',
  notInQueue: '이 실험은 이미 시작되었거나 대기열에서 제거되어 더 이상 기다리고 있지 않습니다.',
  trashFailed: '“{name}” 실행을 휴지통으로 옮기지 못해 목록에 다시 넣었습니다: {reason}',
  noSuchRun: '“{id}” 실행이 없습니다. 휴지통으로 옮겨졌을 수 있습니다.',
  runUnreadable: '이 실행의 {file} 파일을 읽을 수 없습니다: {reason}',
  runDamaged:
    '이 실행의 {file} 파일이 손상되어 실행을 변경하지 않습니다. 읽을 수 있는 곡선과 가중치는 내보낼 수 있습니다.',
  fileNotChosen: '“{path}” 파일은 이 앱에서 선택한 것이 아닙니다. “파일 선택…”으로 선택하세요.',
  orderSlow: '{seconds}초 안에 응답이 없어 중단했습니다. 다시 시도하거나 더 작은 데이터를 쓰세요.',
  readingStopped: '파일 읽기를 멈췄습니다. 더 작은 파일을 선택하거나, 데이터 항목을 바꾸면 다시 읽습니다.',
  orderGone: '작업하던 프로세스가 예기치 않게 종료되었습니다. 다시 시도하세요.',
  viewerGone: '이 실행을 읽던 프로세스가 종료되었습니다. 다시 시도하세요.',
  trainerDied: '학습 프로세스가 예기치 않게 종료되었습니다(코드 {code}).',

  runDone: '학습이 끝났습니다(스텝 {step}).',
  runOutOfPatience: '검증 손실이 더 나아지지 않아 학습을 마쳤습니다(스텝 {step}).',
  runDiverged: '학습이 끝났으나 발산했습니다(스텝 {step}).',
  runFailed: '학습이 실패했습니다(스텝 {step}).',

  openTooLarge: '“{path}” 파일은 실험 파일이라고 하기에는 너무 커서 열지 않았습니다.',
  openRefused: '“{path}” 파일을 열지 않았습니다: {reason}.',
  openUnknown:
    '“{path}” 파일은 Unroll에서 열 수 없는 형식입니다. 텍스트(.txt, .md)와 텍스트 폴더, 표(.csv, .tsv, .xlsx, .jsonl)와 그 압축 파일(.gz), 실험(.unroll, .json), 모델(.safetensors, .onnx, PyTorch 폴더), 실행 폴더를 열 수 있습니다. 그 밖의 파일도 하나만 열면 바이트로 읽을 수 있습니다.',
  openFolder:
    '“{path}” 폴더는 이 목록에 있는 실행의 폴더가 아닙니다. 실험을 사용하려면 폴더 안의 experiment.json을 여세요.',
  dropNothing: '이 컴퓨터에 있는 파일이 아닙니다. 먼저 파일로 저장한 다음 놓으세요.',

  testBuild: '시험용 빌드, 배포하지 않음',
  licencesOfElectron: 'Electron과 Chromium: {folder} 폴더의 LICENSE.electron.txt와 LICENSES.chromium.html'
}

export type Word = keyof typeof en

export const dictionaries = { en, ko }
const ofExports = { en: enExports, ko: koExports }
let spoken: 'en' | 'ko' = 'en'

export function speak(language: 'en' | 'ko'): void {
  spoken = language
}

export const exportWords = (): ExportWords => ofExports[spoken]

/** A reason of shared/reasons in the language of the app. */
export const reasonInWords = (english: string): string => reasonIn(spoken, english)

/** A `reason` is one of shared/reasons, in English. */
export function words(word: Word, values: Record<string, string | number> = {}): string {
  return dictionaries[spoken][word].replace(/\{(\w+)\}/g, (_match, name: string) =>
    name === 'reason' ? reasonInWords(String(values[name])) : String(values[name])
  )
}
