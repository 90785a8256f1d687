import app from './app'
import charts from './charts'
import fields from './fields'
import form from './form'
import presets from './presets'
import runs from './runs'
import views from './views'

export default { ...app, ...charts, ...fields, ...form, ...presets, ...runs, ...views }
