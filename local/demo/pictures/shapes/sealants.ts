/** Glue, sealant and what presses it out. */
import {
  black,
  blue,
  circle,
  ellipse,
  green,
  ground,
  iron,
  orange,
  path,
  polygon,
  rect,
  red,
  repeat,
  steel,
  stroke,
  turn,
  white,
  yellow,
} from '../svg'
import type { Tone } from '../svg'

/** A sealant cartridge, nozzle up. */
export function cartridge(look: { body: Tone; label: Tone; bead: string }): string {
  return [
    ground(240, 432, 96),
    stroke('M96 420 Q132 396 160 418 Q190 436 214 416', look.bead, 18),
    polygon(
      [
        [230, 30],
        [250, 30],
        [266, 132],
        [214, 132],
      ],
      look.body.mid,
    ) +
      polygon(
        [
          [230, 30],
          [238, 30],
          [234, 132],
          [214, 132],
        ],
        look.body.light,
      ),
    rect(204, 128, 72, 26, look.body.dark, 6),
    rect(180, 150, 120, 280, look.body.mid, 10),
    rect(180, 150, 34, 280, look.body.light, 10),
    rect(180, 196, 120, 178, look.label.mid),
    rect(180, 196, 34, 178, look.label.light),
    rect(196, 224, 88, 14, white.light, 4) + rect(196, 248, 62, 10, white.light, 4),
    path('M240 284 Q276 328 240 348 Q204 328 240 284 Z', white.light),
    rect(176, 418, 128, 16, look.body.dark, 6),
  ].join('')
}

/** A caulking gun with its push rod and trigger. */
export function caulkingGun(): string {
  const body = [
    rect(196, 178, 240, 10, steel.dark, 4),
    stroke('M436 184 V214', steel.dark, 10),
    rect(58, 150, 10, 66, iron.dark, 4),
    path('M62 150 H246 V216 H62 Z', iron.mid) +
      path('M70 162 H238 V204 H70 Z', white.mid) +
      rect(70, 162, 168, 14, white.light),
    polygon(
      [
        [62, 174],
        [18, 180],
        [18, 188],
        [62, 194],
      ],
      white.dark,
    ),
    path('M240 144 H300 Q316 144 316 160 V214 H240 Z', red.mid) + rect(240, 144, 70, 18, red.light, 8),
    path('M286 210 H326 L356 328 Q360 346 342 348 H326 Q314 348 310 336 Z', red.mid),
    path('M286 210 H300 L330 340 L326 348 Q314 348 310 336 Z', red.light),
    stroke('M268 214 Q262 270 292 318', black.mid, 14),
  ].join('')
  return turn(-14, `<g transform="translate(8 10)">${body}</g>`)
}

/** Two tubes, A and B. */
export function glueTubes(): string {
  const tube = (label: Tone): string =>
    [
      rect(222, 78, 36, 48, black.mid, 6) + repeat(3, (index) => rect(228 + index * 10, 82, 4, 40, black.light)),
      polygon(
        [
          [218, 126],
          [262, 126],
          [296, 160],
          [184, 160],
        ],
        steel.mid,
      ),
      polygon(
        [
          [184, 158],
          [296, 158],
          [302, 384],
          [178, 384],
        ],
        white.light,
      ) +
        polygon(
          [
            [276, 158],
            [296, 158],
            [302, 384],
            [274, 384],
          ],
          white.dark,
        ),
      polygon(
        [
          [183, 200],
          [297, 200],
          [300, 330],
          [180, 330],
        ],
        label.mid,
      ),
      rect(174, 380, 132, 28, steel.mid, 4) + rect(174, 392, 132, 5, steel.dark),
    ].join('')
  const letterA = stroke('M216 304 L240 230 L264 304 M226 280 H254', white.light, 13)
  const letterB = stroke(
    'M222 232 V304 H246 Q264 304 264 286 Q264 268 244 267 H222 M222 232 H242 Q258 232 258 249 Q258 266 242 267',
    white.light,
    13,
  )
  return `<g transform="translate(-76 4)">${turn(-8, tube(blue) + letterA)}</g><g transform="translate(76 4)">${turn(8, tube(orange) + letterB)}</g>`
}

/** A small bottle of instant glue and a drop of it. */
export function glueBottle(): string {
  return [
    ground(240, 408, 96),
    polygon(
      [
        [232, 66],
        [248, 66],
        [262, 138],
        [218, 138],
      ],
      red.mid,
    ) +
      polygon(
        [
          [232, 66],
          [238, 66],
          [232, 138],
          [218, 138],
        ],
        red.light,
      ),
    rect(204, 136, 72, 40, red.mid, 6) + repeat(5, (index) => rect(212 + index * 13, 142, 5, 30, red.dark)),
    path(
      'M206 176 H274 V196 Q318 204 318 246 V382 Q318 406 294 406 H186 Q162 406 162 382 V246 Q162 204 206 196 Z',
      yellow.light,
    ),
    path('M206 176 H224 V200 Q190 210 190 250 V406 H186 Q162 406 162 382 V246 Q162 204 206 196 Z', white.light),
    rect(162, 262, 156, 98, red.mid),
    digits502(),
    path('M356 96 Q384 138 356 156 Q328 138 356 96 Z', '#8cc6e8'),
  ].join('')
}

function digits502(): string {
  const five = 'M208 284 H186 V308 Q210 302 210 322 Q210 340 186 338'
  const two = 'M272 294 Q274 284 284 284 Q296 284 296 296 Q296 306 272 339 H298'
  return (
    stroke(five, white.light, 8) +
    `<ellipse cx="240" cy="311" rx="14" ry="27" fill="none" stroke="#ffffff" stroke-width="8"/>` +
    stroke(two, white.light, 8)
  )
}

/** A can of foam with its straw and a blob of foam. */
export function foamCan(): string {
  return [
    ground(250, 424, 130),
    stroke('M262 86 Q360 70 386 160', steel.mid, 9),
    circle(380, 356, 38, '#f2dfae') +
      circle(346, 384, 36, '#f8ebc6') +
      circle(404, 392, 32, '#e9d298') +
      circle(372, 392, 34, '#f8ebc6'),
    rect(216, 62, 50, 40, orange.mid, 8),
    rect(226, 98, 32, 22, steel.dark),
    path('M182 150 Q184 116 216 116 H266 Q298 116 300 150 Z', steel.mid) +
      path('M182 150 Q184 116 216 116 H228 Q206 124 206 150 Z', steel.light),
    rect(174, 148, 134, 274, green.mid, 10) + rect(174, 148, 36, 274, green.light, 10),
    rect(174, 148, 134, 14, steel.dark, 6) + rect(174, 410, 134, 14, steel.dark, 6),
    rect(174, 236, 134, 112, white.light),
    ellipse(224, 306, 26, 20, '#e9d298') + ellipse(256, 294, 28, 24, '#f2dfae') + ellipse(252, 314, 34, 18, '#e9d298'),
    rect(196, 182, 90, 16, white.light, 5) + rect(196, 208, 60, 10, white.light, 5),
  ].join('')
}
