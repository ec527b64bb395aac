/** Lamps. */
import {
  black,
  circle,
  ellipse,
  iron,
  path,
  polygon,
  rect,
  repeat,
  ring,
  steel,
  stroke,
  turn,
  white,
  yellow,
} from '../svg'

/** An LED bulb, its glow warm or cool. */
export function bulb(look: { glow: string; shade: string; scale: number }): string {
  const ray = (index: number): string => turn(-80 + index * 40, rect(235, 32, 10, 34, look.shade, 5), 240, 190)
  const lamp = [
    path('M240 76 Q342 76 342 184 Q342 234 304 272 H176 Q138 234 138 184 Q138 76 240 76 Z', look.glow),
    path('M240 76 Q342 76 342 184 Q342 234 304 272 H276 Q316 220 304 160 Q292 100 240 76 Z', look.shade),
    path('M172 268 H308 L288 340 H192 Z', white.light) + path('M272 268 H308 L288 340 H262 Z', white.dark),
    rect(198, 338, 84, 62, steel.mid, 8) + rect(198, 338, 26, 62, steel.light, 6),
    repeat(3, (index) => stroke(`M196 ${356 + index * 17} L284 ${348 + index * 17}`, steel.dark, 6)),
    path('M212 400 H268 L252 416 H228 Z', black.mid),
  ].join('')
  return repeat(5, ray) + `<g transform="translate(240 250) scale(${look.scale}) translate(-240 -250)">${lamp}</g>`
}

/** Two glass tubes with pins. */
export function tubes(): string {
  const tube = (y: number): string =>
    [
      rect(24, y, 20, 7, steel.dark) + rect(24, y + 27, 20, 7, steel.dark),
      rect(436, y, 20, 7, steel.dark) + rect(436, y + 27, 20, 7, steel.dark),
      rect(40, y - 10, 400, 54, '#fffdf2', 14),
      rect(40, y + 26, 400, 18, '#ece5c8', 9),
      rect(40, y - 12, 46, 58, steel.mid, 10) + rect(40, y - 12, 46, 18, steel.light, 9),
      rect(394, y - 12, 46, 58, steel.mid, 10) + rect(394, y - 12, 46, 18, steel.light, 9),
    ].join('')
  return turn(-32, tube(184) + tube(272))
}

/** A recessed downlight seen from below, spring clips at its sides. */
export function downlight(): string {
  return [
    polygon(
      [
        [130, 290],
        [350, 290],
        [424, 436],
        [56, 436],
      ],
      '#fff3c2',
    ),
    stroke('M104 226 Q58 200 62 142', iron.light, 10) + stroke('M376 226 Q422 200 418 142', iron.light, 10),
    path('M132 150 H348 L372 250 H108 Z', white.dark),
    repeat(6, (index) => rect(156 + index * 31, 158, 12, 76, steel.mid, 4)),
    ellipse(240, 276, 172, 92, '#d6cfb6'),
    ellipse(240, 266, 172, 92, white.light),
    ellipse(240, 266, 134, 68, white.dark),
    ellipse(240, 270, 124, 60, '#fff3b8'),
    ellipse(240, 274, 84, 38, '#fffbe6'),
  ].join('')
}

/** A flood light on its bracket. */
export function floodlight(): string {
  const led = (index: number): string =>
    rect(140 + (index % 5) * 42, 158 + Math.floor(index / 5) * 42, 30, 30, yellow.light, 4)
  return [
    path('M96 250 V376 Q96 396 116 396 H364 Q384 396 384 376 V250 H362 V374 H118 V250 Z', iron.mid),
    rect(206, 384, 68, 20, iron.dark, 6),
    rect(74, 98, 332, 228, black.mid, 20),
    rect(74, 98, 332, 28, black.light, 14),
    rect(108, 134, 264, 164, '#fff6cf', 8),
    repeat(15, led),
    circle(92, 270, 16, steel.dark) + circle(388, 270, 16, steel.dark),
    repeat(7, (index) => rect(120 + index * 36, 72, 14, 30, black.mid, 4)),
  ].join('')
}

/** A torch with its beam. */
export function torch(): string {
  const body = [
    polygon(
      [
        [150, 196],
        [20, 130],
        [20, 350],
        [150, 284],
      ],
      '#fff0a8',
    ),
    path('M150 180 H206 L236 204 V276 L206 300 H150 Z', black.mid),
    rect(142, 176, 22, 128, iron.light, 8),
    path('M164 180 H206 L236 204 V214 H164 Z', black.light),
    rect(234, 204, 176, 72, black.mid, 6),
    rect(234, 204, 176, 18, black.light, 6),
    repeat(6, (index) => rect(300 + index * 15, 222, 7, 50, black.dark, 3)),
    rect(252, 226, 34, 22, yellow.mid, 11),
    rect(406, 198, 34, 84, black.light, 8),
    ring(446, 240, 14, steel.dark, 5),
  ].join('')
  return turn(-24, body)
}
