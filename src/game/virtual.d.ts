/** Made by vite.config.ts from tests/reference/cho_game_default.csv. */
declare module 'virtual:recorded-batch' {
  const batch: import('./recordedBatch.ts').RecordedBatch
  export default batch
}
