/** Hand tools. Long ones are drawn lying along the middle and then turned, as they would lie on a bench. */
import {
  black,
  blue,
  circle,
  green,
  ground,
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
  wood,
  yellow,
} from '../svg'
import type { Tone } from '../svg'

/** A tool box with a handle, two catches and a tray's edge. */
export function toolBox(): string {
  return [
    ground(240, 378, 180),
    path(
      'M160 176 V140 Q160 116 184 116 H296 Q320 116 320 140 V176 H296 V148 Q296 140 288 140 H192 Q184 140 184 148 V176 Z',
      black.mid,
    ),
    path('M84 176 H396 Q412 176 414 192 L418 246 H62 L66 192 Q68 176 84 176 Z', blue.mid),
    path('M84 176 H396 Q412 176 414 192 L415 200 H65 L66 192 Q68 176 84 176 Z', blue.light),
    rect(58, 246, 364, 128, blue.dark, 12),
    rect(58, 246, 364, 20, black.light),
    rect(58, 300, 364, 8, blue.mid),
    rect(112, 226, 44, 62, yellow.mid, 6) + rect(120, 252, 28, 26, yellow.dark, 4),
    rect(324, 226, 44, 62, yellow.mid, 6) + rect(332, 252, 28, 26, yellow.dark, 4),
    rect(200, 318, 80, 34, blue.light, 6),
  ].join('')
}

/** An adjustable wrench with its worm screw. */
export function adjustableWrench(): string {
  const body = [
    path('M186 208 L420 214 Q444 216 444 240 Q444 264 420 266 L186 272 Z', iron.light),
    path('M186 208 L420 214 Q436 215 442 228 L186 222 Z', steel.mid),
    rect(232, 232, 164, 18, iron.mid, 9),
    circle(420, 241, 10, '#f6f8f4'),
    path(
      'M46 196 Q48 148 92 148 L168 166 Q208 182 212 240 Q208 300 168 306 L136 306 L136 214 Q96 214 46 206 Z',
      iron.light,
    ),
    path('M46 196 Q48 148 92 148 L168 166 Q190 174 201 200 Q150 166 92 164 Q60 164 46 196 Z', steel.mid),
    path('M44 280 Q88 270 128 268 V306 H158 V336 H96 Q50 330 44 280 Z', iron.mid),
    rect(140, 272, 52, 26, iron.dark, 6),
    repeat(4, (index) => rect(146 + index * 12, 272, 6, 26, steel.mid)),
  ].join('')
  return turn(-35, body)
}

/** A combination wrench: an open end and a ring end. */
export function combinationWrench(): string {
  const body = [
    path('M150 220 H330 V260 H150 Z', steel.mid),
    rect(172, 231, 142, 18, steel.dark, 9),
    path('M62 192 A70 70 0 1 1 62 288 L100 268 Q118 256 118 240 Q118 224 100 212 Z', steel.mid),
    path('M62 192 A70 70 0 0 1 168 196 L156 204 A56 56 0 0 0 76 200 Z', steel.light),
    ring(366, 240, 46, steel.dark, 28),
    ring(364, 237, 46, steel.mid, 26),
    ring(362, 234, 54, steel.light, 6),
  ].join('')
  return turn(-40, body)
}

/** L-shaped hex keys rising by size in their holder. */
export function hexKeys(): string {
  const key = (index: number): string => {
    const x = 98 + index * 36
    const top = 254 - index * 22
    const width = 7 + index * 2.2
    return stroke(`M${x - 22 - index * 3} ${top} H${x} V360`, index % 2 === 0 ? iron.mid : iron.dark, width)
  }
  return [
    repeat(9, key),
    rect(68, 300, 346, 74, red.mid, 14),
    rect(68, 300, 346, 22, red.light, 11),
    repeat(9, (index) => circle(98 + index * 36, 346, 8, red.dark)),
  ].join('')
}

/** A claw hammer with a grip. */
export function clawHammer(): string {
  const body = [
    rect(222, 150, 36, 270, wood.mid, 10),
    rect(222, 150, 12, 270, wood.light, 6),
    rect(214, 270, 52, 154, black.mid, 18),
    repeat(5, (index) => rect(224, 292 + index * 24, 32, 8, orange.mid, 4)),
    path('M194 88 H280 V158 H194 Z', iron.mid),
    path('M276 92 Q300 96 312 88 H352 Q362 88 362 98 V152 Q362 162 352 162 H312 Q300 152 276 154 Z', iron.mid),
    rect(346, 84, 24, 82, iron.light, 6),
    path('M196 88 Q128 84 92 150 Q88 160 98 160 Q130 122 196 160 Z', iron.mid),
    path('M196 88 Q128 84 92 150 Q130 102 196 108 Z', iron.light),
    rect(196, 88, 150, 18, iron.light),
  ].join('')
  return turn(18, body)
}

/** A screwdriver with a two-colour handle and a cross tip. */
export function screwdriver(tone: Tone): string {
  const body = [
    rect(60, 230, 190, 20, steel.mid, 3),
    rect(60, 230, 190, 7, steel.light, 3),
    polygon(
      [
        [60, 230],
        [34, 236],
        [34, 244],
        [60, 250],
      ],
      iron.dark,
    ),
    rect(60, 228, 26, 24, iron.mid, 3),
    path('M238 222 Q252 204 276 204 H412 Q444 204 444 240 Q444 276 412 276 H276 Q252 276 238 258 Z', tone.mid),
    path('M238 222 Q252 204 276 204 H412 Q440 206 443 226 H238 Z', tone.light),
    repeat(3, (index) => rect(292, 214 + index * 21, 116, 10, black.mid, 5)),
    rect(420, 206, 14, 68, tone.dark, 6),
  ].join('')
  return turn(-38, body)
}

/** Pliers, jaws up: broad combination jaws or a long nose. */
export function pliers(kind: 'combination' | 'needle', tone: Tone): string {
  const handle = path(
    'M226 210 Q196 240 186 300 Q178 352 160 400 Q154 420 136 410 Q122 402 128 382 Q150 300 176 234 Q186 214 200 200 Z',
    tone.mid,
  )
  const lit = stroke('M196 226 Q168 284 146 384', tone.light, 8)
  const jaw =
    kind === 'combination'
      ? 'M238 60 V190 L194 206 Q184 176 192 130 Q198 84 214 64 Q224 56 238 60 Z'
      : 'M238 28 V190 L200 206 Q192 190 206 150 L228 34 Q232 26 238 28 Z'
  const teeth =
    kind === 'combination'
      ? repeat(5, (index) => rect(228, 72 + index * 10, 10, 4, iron.dark))
      : repeat(7, (index) => rect(231, 50 + index * 11, 7, 4, iron.dark))
  const half = handle + lit + path(jaw, iron.light) + teeth
  return [
    half,
    `<g transform="translate(480 0) scale(-1 1)">${half}</g>`,
    kind === 'combination' ? ellipseHole() : '',
    circle(240, 200, 42, iron.mid),
    circle(240, 200, 20, steel.mid),
    circle(240, 200, 9, iron.dark),
  ].join('')
}

function ellipseHole(): string {
  return path('M240 128 Q254 142 240 160 Q226 142 240 128 Z', black.mid)
}

/** A tape measure with its blade pulled out. */
export function tapeMeasure(): string {
  return [
    ground(220, 378, 150),
    rect(290, 322, 154, 36, yellow.light, 2),
    rect(290, 352, 154, 6, yellow.dark),
    repeat(9, (index) => rect(304 + index * 15, 322, 3, index % 3 === 0 ? 22 : 12, black.mid)),
    rect(438, 314, 10, 60, steel.dark, 3),
    path('M70 200 Q70 108 162 108 H236 Q330 108 330 204 V344 Q330 370 304 370 H96 Q70 370 70 344 Z', orange.mid),
    path(
      'M70 200 Q70 108 162 108 H236 Q312 108 326 170 Q300 134 236 134 H162 Q90 134 84 214 V370 Q70 366 70 344 Z',
      orange.light,
    ),
    circle(196, 240, 84, black.mid),
    circle(196, 240, 66, black.light),
    circle(196, 240, 40, yellow.mid),
    rect(282, 190, 48, 60, black.mid, 8),
  ].join('')
}

/** A hand saw with a closed grip. */
export function handSaw(): string {
  const tooth = (index: number): string =>
    polygon(
      [
        [60 + index * 16, 284],
        [76 + index * 16, 284],
        [66 + index * 16, 298],
      ],
      steel.dark,
    )
  const body = [
    polygon(
      [
        [60, 230],
        [330, 188],
        [330, 285],
        [60, 285],
      ],
      steel.mid,
    ),
    polygon(
      [
        [60, 230],
        [330, 188],
        [330, 204],
        [60, 244],
      ],
      steel.light,
    ),
    repeat(16, tooth),
    path('M310 176 Q370 150 412 176 Q444 200 436 260 Q430 312 384 316 Q352 316 340 296 L306 290 Z', orange.mid),
    path('M310 176 Q370 150 412 176 Q430 190 435 214 Q400 168 312 196 Z', orange.light),
    path('M358 218 Q392 206 402 232 Q406 272 378 280 Q358 282 354 262 Z', '#f6f8f4'),
    circle(328, 220, 8, iron.dark) + circle(324, 264, 8, iron.dark),
  ].join('')
  return turn(-24, body)
}

/** A spirit level with three vials. */
export function spiritLevel(): string {
  const vial = (cx: number): string =>
    circle(cx, 240, 28, black.mid) + circle(cx, 240, 22, '#c9e265') + rect(cx - 7, 222, 14, 36, '#eaf6b6', 6)
  const body = [
    rect(30, 196, 420, 88, yellow.mid, 6),
    rect(30, 196, 420, 16, yellow.light, 5),
    rect(30, 268, 420, 16, yellow.dark, 5),
    rect(22, 192, 22, 96, black.mid, 5) + rect(436, 192, 22, 96, black.mid, 5),
    vial(104) + vial(376),
    rect(188, 200, 104, 46, black.mid, 6),
    rect(196, 206, 88, 30, '#c9e265', 12),
    rect(226, 210, 28, 22, '#eaf6b6', 10),
    rect(218, 206, 4, 30, black.mid) + rect(258, 206, 4, 30, black.mid),
    rect(150, 244, 180, 20, green.dark, 10),
  ].join('')
  return turn(-22, body)
}
