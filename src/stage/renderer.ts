/** Whether WebGL is there and drawn by a graphics processor: without one, Canvas is faster. */
export function chooseRenderer(): 'webgl' | 'canvas' {
  const canvas = document.createElement('canvas')
  const gl = canvas.getContext('webgl')
  if (!gl) return 'canvas'
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return /swiftshader|llvmpipe|software|basic render/i.test(name) ? 'canvas' : 'webgl'
}
