import './without-eval'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { typeLoaded } from './styles/type'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'

await typeLoaded()
createApp(App).use(i18n).mount('#app')
