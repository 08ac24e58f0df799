import { render } from 'preact'
import batch from 'virtual:recorded-batch'
import './fonts.css'
import 'uplot/dist/uPlot.min.css'
import './page.css'
import { initialLanguage } from './language.ts'
import { Page } from './Page.tsx'

const place = document.getElementById('page')
if (!place) throw new Error('index.html has no #page')
render(<Page batch={batch} firstLanguage={initialLanguage()} />, place)
