// Where the window's page comes from: our own scheme, or electron-vite's server while developing.

import { app } from 'electron'

export const scheme = 'app'
export const host = 'unroll'

const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

export const isServedByUs = developmentServer === undefined
export const pageUrl = developmentServer ?? `${scheme}://${host}/index.html`
export const pageOrigin = developmentServer ? new URL(developmentServer).origin : `${scheme}://${host}`
