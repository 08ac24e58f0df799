import { render } from 'preact'
import '../../assets/fonts.css'
import 'uplot/dist/uPlot.min.css'
import './page.css'
import { initialLanguage } from '../platform/index.ts'
import { BatchPage } from './BatchPage.tsx'
import type { RecordedBatch } from './recordedBatch.ts'

const place = document.getElementById('page')
if (!place) throw new Error('batch.html has no #page')
const replay = new Promise<RecordedBatch>((resolve, reject) => {
  const worker = new Worker(new URL('./replay.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', (event: MessageEvent<RecordedBatch>) => resolve(event.data))
  worker.addEventListener('error', (event) => reject(new Error(event.message)))
})
render(<BatchPage replay={replay} firstLanguage={initialLanguage()} />, place)
