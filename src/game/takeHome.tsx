import { render } from 'preact'
import type { Language } from '../present/index.ts'
import { readCard } from '../share/index.ts'
import { loadTakeHome } from '../ui/index.ts'

const place = document.getElementById('page')
if (!place) throw new Error('take-home.html has no #page')

const { TakeHomePage } = await loadTakeHome()
function draw(chosen?: Language): void {
  const card = readCard(location.hash)
  const language = chosen ?? card?.language ?? 'fr'
  document.documentElement.dataset['light'] = 'day'
  render(
    <TakeHomePage
      language={language}
      card={card}
      playAddress={`./?lang=${language}${card ? `&level=${card.demo}` : ''}`}
      onLanguage={draw}
    />,
    place!,
  )
}
window.addEventListener('hashchange', () => draw())
draw()
