/** The few strokes every drawing is made of. All shapes live on a canvas of 480 x 480, middle at 240, 240. */

export type Point = readonly [x: number, y: number]

/** A material as three tones of one colour: lit side, body, shaded side. */
export interface Tone {
  light: string
  mid: string
  dark: string
}

export const steel: Tone = { light: '#dfe5eb', mid: '#b3bec9', dark: '#7d8a97' }
export const iron: Tone = { light: '#8b96a1', mid: '#66717c', dark: '#454e57' }
export const black: Tone = { light: '#5b636c', mid: '#3c434b', dark: '#282d33' }
export const brass: Tone = { light: '#f0cf7c', mid: '#d9a93f', dark: '#a97c22' }
export const white: Tone = { light: '#ffffff', mid: '#f1f2f4', dark: '#cfd4da' }
export const orange: Tone = { light: '#f6a45c', mid: '#e9812f', dark: '#bb5f1a' }
export const blue: Tone = { light: '#6fa8d8', mid: '#3c7cb6', dark: '#275a8a' }
export const green: Tone = { light: '#84c095', mid: '#4f9a68', dark: '#356f4a' }
export const red: Tone = { light: '#e77c6d', mid: '#cf4b3f', dark: '#9c332a' }
export const yellow: Tone = { light: '#fbe08a', mid: '#f2c230', dark: '#c4960f' }
export const wood: Tone = { light: '#e3b983', mid: '#c8955a', dark: '#9b6c38' }

/** A rectangle, its corners rounded by `radius`. */
export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`
}

/** A filled circle. */
export function circle(cx: number, cy: number, radius: number, fill: string): string {
  return `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${fill}"/>`
}

/** A circle that is only its rim, `width` wide. */
export function ring(cx: number, cy: number, radius: number, stroke: string, width: number): string {
  return `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`
}

/** A filled ellipse. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"/>`
}

/** A filled outline in SVG path language. */
export function path(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`
}

/** An open line in SVG path language, with round ends. */
export function stroke(d: string, colour: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}

/** A filled polygon. */
export function polygon(points: readonly Point[], fill: string): string {
  return `<polygon points="${points.map((point) => point.join(',')).join(' ')}" fill="${fill}"/>`
}

/** A regular polygon with its first corner at `turnDegrees` from the right. */
export function regular(sides: number, cx: number, cy: number, radius: number, fill: string, turnDegrees = 0): string {
  const corner = (index: number): Point => {
    const angle = ((turnDegrees + (360 / sides) * index) * Math.PI) / 180
    return [round(cx + radius * Math.cos(angle)), round(cy + radius * Math.sin(angle))]
  }
  return polygon(
    Array.from({ length: sides }, (_, index) => corner(index)),
    fill,
  )
}

/** A part turned about a point, the middle of the canvas by default. */
export function turn(degrees: number, part: string, cx = 240, cy = 240): string {
  return `<g transform="rotate(${degrees} ${cx} ${cy})">${part}</g>`
}

/** A part moved by dx, dy and scaled about the canvas' origin. */
export function move(dx: number, dy: number, part: string, scale = 1): string {
  return `<g transform="translate(${dx} ${dy}) scale(${scale})">${part}</g>`
}

/** The same part made once per index, one after another. */
export function repeat(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join('')
}

/** The soft ground a thing stands on. */
export function ground(cx: number, cy: number, rx: number): string {
  return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${round(rx * 0.1)}" fill="#000000" opacity="0.08"/>`
}

/** A whole picture: a calm background with a paler disc behind the thing. */
export function picture(background: string, part: string): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">',
    rect(0, 0, 480, 480, background),
    '<circle cx="240" cy="240" r="196" fill="#ffffff" opacity="0.55"/>',
    part,
    '</svg>',
  ].join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
