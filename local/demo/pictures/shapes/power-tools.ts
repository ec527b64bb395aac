/** Power tools and what is put into them. */
import {
  black,
  blue,
  circle,
  green,
  iron,
  orange,
  path,
  polygon,
  rect,
  red,
  repeat,
  ring,
  steel,
  stroke,
  turn,
} from '../svg'
import type { Tone } from '../svg'

/** A cordless drill seen from the side, bit to the right. */
export function cordlessDrill(look: { tone: Tone; battery: 'slim' | 'large'; hammer?: boolean }): string {
  const { tone } = look
  const large = look.battery === 'large'
  return [
    rect(352, 160, 84, 12, steel.dark, 3),
    polygon(
      [
        [300, 128],
        [340, 140],
        [354, 150],
        [354, 182],
        [340, 192],
        [300, 204],
      ],
      black.mid,
    ),
    repeat(3, (index) => rect(310 + index * 12, 134 + index * 3, 5, 64 - index * 6, black.light)),
    path('M96 128 Q96 104 122 104 H274 Q300 104 300 128 V204 Q300 222 280 222 H118 Q96 222 96 196 Z', tone.mid),
    path('M96 128 Q96 104 122 104 H274 Q300 104 300 128 V142 H96 Z', tone.light),
    look.hammer
      ? rect(270, 104, 30, 118, black.mid) + ring(285, 163, 8, tone.light, 4)
      : rect(276, 104, 24, 118, tone.dark),
    repeat(4, (index) => rect(112, 150 + index * 15, 42, 6, tone.dark, 3)),
    path('M132 216 H214 L196 340 H112 Z', tone.dark),
    path('M196 226 L226 226 Q232 262 206 270 L190 270 Z', black.mid),
    path('M146 222 H176 L160 336 H128 Z', black.light),
    rect(large ? 74 : 92, 330, large ? 168 : 124, large ? 62 : 44, black.mid, 10),
    rect(large ? 74 : 92, 330, large ? 168 : 124, 14, tone.mid, 6),
    rect(large ? 196 : 178, 352, 28, 10, green.light, 4),
  ].join('')
}

/** A rotary hammer: long body, side handle, depth rod, thick bit. */
export function rotaryHammer(): string {
  return [
    rect(366, 150, 96, 16, steel.mid, 4),
    repeat(5, (index) => stroke(`M${382 + index * 16} 150 L${390 + index * 16} 166`, steel.dark, 4)),
    polygon(
      [
        [326, 130],
        [370, 142],
        [370, 174],
        [326, 188],
      ],
      black.mid,
    ),
    path('M60 122 Q60 100 84 100 H310 Q330 100 330 122 V196 Q330 212 312 212 H60 Z', green.mid),
    path('M60 122 Q60 100 84 100 H310 Q330 100 330 122 V134 H60 Z', green.light),
    path('M250 212 H168 V300 Q168 320 188 320 H232 Q250 320 250 302 Z', green.dark),
    repeat(4, (index) => rect(186, 232 + index * 20, 46, 8, black.light, 4)),
    path('M60 200 H112 V300 Q112 336 84 340 Q60 342 60 312 Z', black.mid),
    path('M112 208 H128 V250 H112 Z', orange.mid),
    rect(296, 206, 26, 134, black.mid, 12),
    rect(288, 200, 42, 22, iron.mid, 6),
    stroke('M84 338 Q84 392 136 396', black.mid, 10),
    circle(140, 160, 22, black.mid) + rect(134, 144, 12, 18, orange.light, 4),
  ].join('')
}

/** An angle grinder: slim body, guard and disc. */
export function angleGrinder(): string {
  const body = [
    circle(122, 292, 76, iron.mid),
    circle(122, 292, 62, iron.light),
    path('M40 262 A88 88 0 0 1 204 262 L190 292 H54 Z', black.mid),
    rect(92, 196, 70, 80, steel.mid, 12),
    rect(92, 196, 22, 80, steel.light, 10),
    path(
      'M152 196 H290 Q316 196 330 206 L430 212 Q442 214 442 226 V250 Q442 262 430 264 L330 270 Q316 278 290 278 H152 Z',
      blue.mid,
    ),
    path('M152 196 H290 Q316 196 330 206 L430 212 Q442 214 442 226 H152 Z', blue.light),
    repeat(4, (index) => rect(176 + index * 20, 232, 10, 30, blue.dark, 4)),
    rect(300, 224, 54, 16, black.mid, 8),
    rect(112, 92, 32, 96, black.mid, 14),
    rect(116, 180, 24, 22, steel.dark),
    stroke('M440 238 Q466 240 466 276', black.mid, 10),
    circle(122, 292, 16, steel.dark),
  ].join('')
  return turn(-8, body)
}

/** Drill bits standing in a rising row in their case. */
export function drillBits(): string {
  const bit = (index: number): string => {
    const width = 10 + index * 3
    const height = 96 + index * 22
    const left = 104 + index * 41 - width / 2
    const top = 318 - height
    const turns = Math.floor((height * 0.66) / 16)
    return [
      path(`M${left} ${top + 12} L${left + width / 2} ${top} L${left + width} ${top + 12} V318 H${left} Z`, steel.mid),
      rect(left, top + 12, width * 0.3, height - 12, steel.light),
      repeat(turns, (coil) =>
        stroke(`M${left + 1} ${top + 24 + coil * 16} L${left + width - 1} ${top + 14 + coil * 16}`, iron.mid, 4),
      ),
    ].join('')
  }
  return [
    repeat(7, bit),
    path('M66 300 H404 L420 380 Q422 392 410 392 H64 Q52 392 54 380 Z', red.mid),
    rect(66, 300, 338, 18, red.dark, 4),
    rect(190, 340, 100, 26, red.light, 6),
  ].join('')
}

/** Thin cutting discs, one over another. */
export function cuttingDiscs(): string {
  const disc = (cx: number, cy: number): string =>
    [
      circle(cx, cy + 5, 118, black.dark),
      circle(cx, cy, 118, black.mid),
      ring(cx, cy, 104, black.light, 5),
      circle(cx, cy, 66, orange.mid),
      ring(cx, cy, 54, orange.light, 6),
      circle(cx, cy, 26, steel.mid),
      circle(cx, cy, 16, black.dark),
    ].join('')
  return disc(186, 290) + disc(286, 196)
}
