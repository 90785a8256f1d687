import app from './app'
import chapter from './chapter'
import charts from './charts'
import errors from './errors'
import compare from './compare'
import exposure from './exposure'
import fields from './fields'
import flow from './flow'
import forecast from './forecast'
import form from './form'
import help from './help'
import importing from './importing'
import laboratory from './laboratory'
import presets from './presets'
import queue from './queue'
import reading from './reading'
import recurrences from './recurrences'
import remarks from './remarks'
import runs from './runs'
import tasks from './tasks'
import throughTime from './through-time'
import understood from './understood'
import views from './views'

export default {
  ...app,
  ...chapter,
  ...charts,
  ...compare,
  ...errors,
  ...exposure,
  ...fields,
  ...flow,
  ...forecast,
  ...form,
  ...help,
  ...importing,
  ...laboratory,
  ...presets,
  ...queue,
  ...reading,
  ...recurrences,
  ...remarks,
  ...runs,
  ...tasks,
  ...throughTime,
  ...understood,
  ...views
}
