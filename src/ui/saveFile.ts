/** Hands a file over to whoever sits here; nothing leaves the browser otherwise. */
export function saveFile(name: string, content: string | Uint8Array, type = 'application/json'): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  const file = URL.createObjectURL(new Blob([part], { type }))
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
  // Some browsers ask where to put it before they read it.
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}
