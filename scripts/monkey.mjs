// Hands that mean nothing: drawn touches of one to three fingers, at whatever is there.

/** Small and the same each time (mulberry32): what it finds can be found again. */
function dice(seed) {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Taps, holds, drags and pinches, as a browser hears them from a screen.
 * @param {import('@playwright/test').Page} page
 * @param {{ seed: number, until: (gestures: number) => boolean }} how
 * @returns {Promise<number>} how many gestures it was
 */
export async function touchAtRandom(page, { seed, until }) {
  const roll = dice(seed)
  const screen = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize()
  const point = () => ({ x: Math.floor(width * roll()), y: Math.floor(height * roll()) })
  let gestures = 0
  for (; !until(gestures); gestures++) {
    const fingers = Array.from({ length: roll() < 0.7 ? 1 : roll() < 0.6 ? 2 : 3 }, point)
    await screen.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers })
    for (let moves = roll() < 0.4 ? Math.floor(6 * roll()) : 0; moves > 0; moves--)
      await screen.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers.map(point) })
    if (roll() < 0.1) await page.waitForTimeout(300)
    await screen.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  await screen.detach()
  return gestures
}
