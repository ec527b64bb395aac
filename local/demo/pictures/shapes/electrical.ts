/** Switches, sockets, wire and tape for electricians. */
import { black, blue, circle, ellipse, green, iron, path, rect, red, repeat, ring, stroke, turn, white } from '../svg'

/** The square plate of a wall switch or socket (86 mm in China). */
function plate(inside: string): string {
  return [
    rect(98, 106, 292, 292, '#c3c2cf', 26),
    rect(92, 96, 292, 292, white.light, 26),
    rect(92, 370, 292, 18, white.dark, 9),
    rect(118, 122, 240, 236, white.mid, 14),
    inside,
  ].join('')
}

/** A one gang rocker switch. */
export function wallSwitch(): string {
  return plate(
    [
      rect(148, 136, 180, 208, white.dark, 10),
      path('M154 140 H322 V240 H154 Z', white.light),
      path('M154 240 H322 V338 H154 Z', '#e2e5ea'),
      rect(222, 300, 32, 8, green.light, 4),
    ].join(''),
  )
}

const slot = (cx: number, cy: number, degrees: number): string =>
  turn(degrees, rect(cx - 6, cy - 20, 12, 40, black.mid, 3), cx, cy)

/** A five-hole socket; with USB, two ports stand between the holes. */
export function wallSocket(kind: 'plain' | 'usb'): string {
  const two = slot(206, 176, 0) + slot(270, 176, 0)
  const three = slot(238, 258, 0) + slot(200, 312, -30) + slot(276, 312, 30)
  const usb = [0, 1].map(
    (index) => rect(296, 176 + index * 66, 26, 48, black.mid, 4) + rect(302, 182 + index * 66, 8, 36, blue.mid, 2),
  )
  return plate(kind === 'usb' ? `<g transform="translate(-38 0)">${two}${three}</g>${usb.join('')}` : two + three)
}

/** A power strip with four outlets, a red switch and its cord. */
export function powerStrip(): string {
  const outlet = (cx: number): string =>
    [
      rect(cx - 36, 200, 72, 84, white.mid, 10),
      rect(cx - 20, 212, 8, 20, black.mid, 2) + rect(cx + 12, 212, 8, 20, black.mid, 2),
      rect(cx - 4, 240, 8, 16, black.mid, 2),
      turn(-30, rect(cx - 22, 256, 8, 18, black.mid, 2), cx - 18, 265) +
        turn(30, rect(cx + 14, 256, 8, 18, black.mid, 2), cx + 18, 265),
    ].join('')
  const body = [
    stroke('M46 244 Q-6 250 20 320 Q50 390 150 372 Q250 350 300 392', black.mid, 12),
    rect(40, 178, 406, 136, '#c3c2cf', 24),
    rect(40, 172, 406, 132, white.light, 24),
    rect(58, 206, 40, 64, black.mid, 8) + rect(62, 210, 32, 56, red.mid, 6) + rect(62, 210, 32, 24, red.light, 6),
    repeat(4, (index) => outlet(150 + index * 80)),
  ].join('')
  return `<g transform="translate(8 -6)">${body}</g>`
}

/** A coil of red wire, tied, with its copper end showing. */
export function wireCoil(): string {
  return [
    ring(240, 236, 116, red.dark, 84),
    ring(240, 236, 116, red.mid, 74),
    repeat(2, (index) => ring(240, 236, 104 + index * 24, red.dark, 3)),
    ring(234, 228, 140, red.light, 5),
    repeat(3, (index) =>
      turn(120 * index, rect(224, 70, 32, 98, white.mid, 8) + rect(224, 112, 32, 8, white.dark), 240, 236),
    ),
    stroke('M330 318 Q372 372 424 372', red.mid, 14),
    stroke('M424 372 H446', '#c9773a', 9),
  ].join('')
}

/** A miniature circuit breaker for a rail. */
export function circuitBreaker(): string {
  return [
    ellipse(244, 404, 104, 10, '#e2dcea'),
    rect(150, 74, 180, 328, '#c3c2cf', 12),
    rect(146, 70, 180, 328, white.light, 12),
    rect(146, 150, 180, 168, white.mid),
    rect(134, 158, 204, 152, white.light, 8),
    rect(134, 158, 204, 14, white.dark, 7),
    circle(236, 110, 24, white.dark) + circle(236, 110, 17, iron.light) + rect(222, 106, 28, 7, black.mid, 3),
    circle(236, 358, 24, white.dark) + circle(236, 358, 17, iron.light) + rect(222, 354, 28, 7, black.mid, 3),
    rect(196, 212, 80, 76, black.light, 8),
    rect(204, 196, 64, 52, blue.dark, 8) + rect(204, 196, 64, 20, blue.mid, 8),
    rect(156, 186, 30, 8, red.mid, 3) + rect(156, 202, 24, 6, iron.light, 3),
  ].join('')
}

/** Two rolls of black tape. */
export function tapeRolls(): string {
  const roll = (cx: number, cy: number): string =>
    [
      path(`M${cx - 104} ${cy} V${cy + 56} A104 62 0 0 0 ${cx + 104} ${cy + 56} V${cy} Z`, black.dark),
      ellipse(cx, cy, 104, 62, black.mid),
      ellipse(cx, cy, 84, 49, black.light),
      ellipse(cx, cy, 58, 33, '#d9c8a8'),
      ellipse(cx, cy + 4, 48, 26, '#f0ecf6'),
    ].join('')
  return roll(212, 290) + roll(268, 178) + path('M366 196 L420 226 L412 270 L364 244 Z', black.mid)
}
