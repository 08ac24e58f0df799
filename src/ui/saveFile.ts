/** Hands a file over to whoever sits here; nothing leaves the browser otherwise. */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  const file = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
  // Some browsers ask where to put it before they read it.
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}
