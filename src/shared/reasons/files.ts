// Why a file cannot be read or written: by the code of the system, or by a name of ours. Part of the table of index.ts.

export const fileReasons = {
  ENOENT: { en: 'there is no such file', ko: '그런 파일이 없습니다' },
  EISDIR: { en: 'it is a folder', ko: '파일이 아니라 폴더입니다' },
  ENOTDIR: { en: 'a part of its path is a file, not a folder', ko: '경로의 일부가 폴더가 아니라 파일입니다' },
  EEXIST: { en: 'it is a file, not a folder', ko: '폴더가 아니라 파일입니다' },
  EACCES: { en: 'there is no permission', ko: '권한이 없습니다' },
  EPERM: { en: 'there is no permission', ko: '권한이 없습니다' },
  EROFS: { en: 'it is on a disk that is read-only', ko: '읽기 전용 디스크에 있습니다' },
  ENOSPC: { en: 'no room is left on the disk', ko: '디스크에 남은 공간이 없습니다' },
  EDQUOT: { en: 'no room is left in the quota of the disk', ko: '디스크 할당량에 남은 공간이 없습니다' },
  EFBIG: { en: 'the disk does not allow a file of this size', ko: '디스크가 이 크기의 파일을 받지 않습니다' },
  EMFILE: { en: 'too many files are open', ko: '열린 파일이 너무 많습니다' },
  ENFILE: { en: 'too many files are open', ko: '열린 파일이 너무 많습니다' },
  EBUSY: { en: 'another program is using it', ko: '다른 프로그램이 사용하고 있습니다' },
  EIO: { en: 'the disk reports an error', ko: '디스크에 오류가 났습니다' },
  ENODEV: { en: 'its disk is not there', ko: '디스크가 연결되어 있지 않습니다' },
  ENAMETOOLONG: { en: 'its name is too long', ko: '이름이 너무 깁니다' },
  ELOOP: { en: 'its links lead in a circle', ko: '링크가 서로를 가리킵니다' },

  noFolderAbove: { en: 'the folder above it is not there or is read-only', ko: '상위 폴더가 없거나 읽기 전용입니다' },
  noFolder: { en: 'it is not known in which folder it is', ko: '어느 폴더에 있는지 알 수 없습니다' },
  notInside: { en: 'it leads out of the folder', ko: '폴더 밖을 가리킵니다' },
  hiddenFile: { en: 'its name begins with a full stop', ko: '이름이 마침표로 시작합니다' },
  nameUnreadable: { en: 'its name is not UTF-8', ko: '이름이 UTF-8이 아닙니다' },
  link: { en: 'it is a link', ko: '링크입니다' },
  aTable: { en: 'it is a table', ko: '표입니다' },
  notAText: { en: 'it is not a text', ko: '텍스트가 아닙니다' },
  otherKind: { en: 'it is a file of {what}, not plain text', ko: '일반 텍스트가 아니라 {what} 파일입니다' },
  notOrdinary: { en: 'it is not an ordinary file', ko: '일반 파일이 아닙니다' },
  changing: { en: 'it changes while it is being read', ko: '읽는 동안 내용이 바뀌었습니다' },
  empty: { en: 'it is empty', ko: '비어 있습니다' },
  notJson: { en: 'it is not JSON', ko: 'JSON이 아닙니다' },
  checksum: {
    en: 'its content has changed since it was written (its checksum is wrong)',
    ko: '저장한 내용과 다릅니다(체크섬 불일치)'
  },
  checkpointsGone: {
    en: 'the checkpoints of this run are gone, so it cannot go on',
    ko: '이 실행의 체크포인트가 없어져 이어서 학습할 수 없습니다'
  },
  beingBegun: {
    en: 'another program is beginning a run in it',
    ko: '다른 프로그램이 여기에서 실행을 시작하고 있습니다'
  },
  tooLarge: { en: 'it is too large ({bytes} bytes)', ko: '크기가 {bytes}바이트로 너무 큽니다' },
  badLock: {
    en: '{reason}. This file says who trains the run. Remove it if nobody does',
    ko: '{reason}. 누가 이 실행을 학습하는지 적는 파일입니다. 아무도 학습하지 않으면 지우세요'
  }
} as const
