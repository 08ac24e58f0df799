/** What draws WebGL here: a graphics processor, the processor itself, or nothing. */
function webglBy(): 'graphics' | 'software' | 'nothing' {
  const canvas = document.createElement('canvas')
  const gl = canvas.getContext('webgl')
  if (!gl) return 'nothing'
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return /swiftshader|llvmpipe|software|basic render/i.test(name) ? 'software' : 'graphics'
}

/** auto: WebGL only where a graphics processor draws it, else Canvas is faster; webgl: wherever there is any. */
export function chooseRenderer(wish: 'webgl' | 'canvas' | 'auto'): 'webgl' | 'canvas' {
  if (wish === 'canvas') return 'canvas'
  const by = webglBy()
  return by === 'graphics' || (by === 'software' && wish === 'webgl') ? 'webgl' : 'canvas'
}
