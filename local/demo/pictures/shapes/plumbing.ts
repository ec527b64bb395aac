/** Pipes, valves and taps. */
import {
  blue,
  brass,
  circle,
  ellipse,
  green,
  iron,
  path,
  polygon,
  rect,
  red,
  repeat,
  ring,
  steel,
  stroke,
  white,
} from '../svg'
import type { Tone } from '../svg'

const ppr: Tone = { light: '#f4f6f3', mid: '#d8dfd6', dark: '#a7b4a6' }

/** A quarter bend with a collar at each end. */
export function pipeElbow(): string {
  return [
    path('M96 178 H214 Q330 178 330 294 V388 H210 V310 Q210 298 198 298 H96 Z', ppr.mid),
    path('M96 178 H214 Q330 178 330 294 V300 Q318 204 214 204 H96 Z', ppr.light),
    rect(74, 160, 66, 156, ppr.mid, 12) + rect(74, 160, 66, 34, ppr.light, 12) + rect(130, 160, 10, 156, ppr.dark, 4),
    rect(192, 344, 156, 66, ppr.mid, 12) + rect(192, 344, 34, 66, ppr.light, 12) + rect(192, 344, 156, 10, ppr.dark, 4),
    ellipse(74, 238, 18, 62, ppr.dark) + ellipse(74, 238, 11, 44, iron.mid),
    stroke('M150 226 H214 Q282 226 282 294 V336', green.light, 7),
  ].join('')
}

/** A tee: three collared ends. */
export function pipeTee(): string {
  return [
    rect(184, 210, 112, 168, ppr.mid),
    rect(184, 240, 30, 140, ppr.light),
    rect(84, 128, 312, 116, ppr.mid),
    rect(84, 128, 312, 30, ppr.light),
    rect(64, 112, 66, 148, ppr.mid, 12) + rect(64, 112, 66, 34, ppr.light, 12) + rect(120, 112, 10, 148, ppr.dark, 4),
    rect(350, 112, 66, 148, ppr.mid, 12) + rect(350, 112, 66, 34, ppr.light, 12) + rect(350, 112, 10, 148, ppr.dark, 4),
    rect(166, 320, 148, 66, ppr.mid, 12) + rect(166, 320, 34, 66, ppr.light, 12) + rect(166, 320, 148, 10, ppr.dark, 4),
    ellipse(64, 186, 16, 58, ppr.dark) + ellipse(64, 186, 10, 42, iron.mid),
    stroke('M146 190 H336 M240 190 V306', green.light, 7),
  ].join('')
}

/** Three straight pipes in a bundle, ends towards us. */
export function pipes(): string {
  const pipe = (x: number, y: number): string =>
    [
      polygon(
        [
          [x, y - 46],
          [x + 250, y - 196],
          [x + 306, y - 122],
          [x + 30, y + 42],
        ],
        ppr.mid,
      ),
      polygon(
        [
          [x, y - 46],
          [x + 250, y - 196],
          [x + 264, y - 178],
          [x + 8, y - 24],
        ],
        ppr.light,
      ),
      stroke(`M${x + 34} ${y - 6} L${x + 284} ${y - 154}`, red.light, 5),
      circle(x, y, 48, ppr.dark) + circle(x, y, 44, ppr.light) + circle(x, y, 27, iron.mid),
    ].join('')
  return pipe(94, 284) + pipe(190, 298) + pipe(138, 372)
}

/** A ball valve with a lever. */
export function ballValve(): string {
  return [
    rect(66, 250, 92, 116, brass.mid, 8) + rect(66, 250, 92, 28, brass.light, 8),
    rect(322, 250, 92, 116, brass.mid, 8) + rect(322, 250, 92, 28, brass.light, 8),
    rect(62, 244, 46, 128, brass.dark, 8) + rect(62, 244, 46, 34, brass.mid, 8),
    rect(372, 244, 46, 128, brass.dark, 8) + rect(372, 244, 46, 34, brass.mid, 8),
    path('M142 266 Q170 226 240 226 Q310 226 338 266 V350 Q310 390 240 390 Q170 390 142 350 Z', brass.mid),
    path('M142 266 Q170 226 240 226 Q310 226 338 266 V278 Q300 250 240 250 Q180 250 142 278 Z', brass.light),
    rect(212, 160, 56, 76, brass.dark, 6),
    rect(222, 136, 36, 40, iron.mid, 4),
    path('M206 122 H300 L420 84 Q440 78 444 96 Q446 110 430 116 L304 156 H206 Z', red.mid),
    path('M206 122 H300 L420 84 Q436 80 442 90 L302 136 H206 Z', red.light),
    circle(240, 138, 12, steel.mid),
  ].join('')
}

/** A chromed angle valve: inlet behind, outlet down, handle in front. */
export function angleValve(): string {
  return [
    rect(196, 236, 88, 160, steel.mid, 8) + rect(196, 236, 28, 160, steel.light, 8),
    repeat(5, (index) => rect(192, 346 + index * 11, 96, 5, steel.dark, 2)),
    circle(376, 214, 66, steel.dark) + circle(370, 214, 62, steel.mid) + circle(364, 208, 44, steel.light),
    rect(258, 176, 110, 76, steel.mid, 6) + rect(258, 176, 110, 22, steel.light, 6),
    rect(176, 158, 128, 112, steel.mid, 22) + rect(176, 158, 128, 34, steel.light, 17),
    rect(120, 184, 62, 60, steel.dark, 6),
    path('M72 150 Q72 132 90 132 H116 Q134 132 134 150 V278 Q134 296 116 296 H90 Q72 296 72 278 Z', steel.mid),
    repeat(6, (index) => rect(80, 148 + index * 23, 46, 9, iron.light, 4)),
    circle(103, 142, 7, red.mid) + circle(103, 286, 7, blue.mid),
  ].join('')
}

/** A basin tap with a curved spout. */
export function faucet(): string {
  return [
    ellipse(210, 396, 130, 12, '#dfe7e8'),
    rect(132, 372, 128, 24, iron.light, 8),
    path('M160 200 H232 V376 H160 Z', steel.mid),
    rect(160, 200, 24, 176, steel.light),
    stroke('M200 236 Q204 138 296 138 Q362 138 362 206 V232', steel.mid, 50),
    stroke('M190 226 Q198 124 296 124 Q352 126 372 178', steel.light, 12),
    rect(332, 226, 60, 26, iron.light, 6),
    path('M150 206 Q150 170 196 170 Q242 170 242 206 Z', iron.light),
    path('M178 178 L96 128 Q82 120 90 106 Q98 94 112 102 L208 160 Z', steel.mid),
    path('M90 106 Q98 94 112 102 L208 160 L200 166 Z', steel.light),
    path('M362 276 Q382 306 362 318 Q342 306 362 276 Z', blue.light),
    path('M362 334 Q376 354 362 364 Q348 354 362 334 Z', blue.light),
  ].join('')
}

/** A braided hose in a loop, a nut at each end. */
export function braidedHose(): string {
  const line = 'M118 372 V250 Q118 96 240 96 Q362 96 362 250 V372'
  const end = (cx: number): string =>
    [
      rect(cx - 20, 318, 40, 26, steel.light, 4),
      rect(cx - 36, 340, 72, 52, brass.mid, 8),
      rect(cx - 36, 340, 20, 52, brass.light, 8),
      rect(cx + 16, 340, 20, 52, brass.dark, 8),
    ].join('')
  return [
    stroke(line, iron.light, 40),
    stroke(line, steel.light, 32),
    `<path d="${line}" fill="none" stroke="${iron.light}" stroke-width="32" stroke-dasharray="4 10"/>`,
    `<path d="${line}" fill="none" stroke="${steel.mid}" stroke-width="6"/>`,
    end(118),
    end(362),
  ].join('')
}

/** A reel of thread tape with its end hanging out. */
export function threadTape(): string {
  return [
    path('M240 356 H410 Q424 356 424 370 V388 H240 Z', white.mid),
    rect(240, 382, 184, 6, white.dark),
    circle(230, 244, 146, blue.dark),
    circle(222, 238, 146, blue.mid),
    circle(222, 238, 126, white.light),
    ring(222, 238, 108, white.dark, 3) + ring(222, 238, 90, white.dark, 3),
    circle(222, 238, 72, blue.mid),
    ring(222, 238, 60, blue.light, 8),
    circle(222, 238, 40, '#e9f3f5'),
    rect(216, 166, 12, 36, blue.dark) + rect(216, 274, 12, 36, blue.dark),
  ].join('')
}
