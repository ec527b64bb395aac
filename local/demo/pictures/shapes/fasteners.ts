/** Screws, nuts and anchors. Each stands upright on the middle axis and is turned and moved by its caller. */
import { black, circle, ellipse, move, path, polygon, rect, regular, repeat, ring, steel, stroke, turn } from '../svg'
import type { Tone } from '../svg'

/** A threaded shank from `top` down, `length` long and `width` thick. */
function shank(top: number, length: number, width: number, tone: Tone, pitch = 13): string {
  const left = 240 - width / 2
  const turns = Math.floor((length - 8) / pitch)
  return [
    rect(left, top, width, length, tone.mid, 5),
    rect(left, top, width * 0.3, length, tone.light, 4),
    repeat(turns, (index) => {
      const y = top + 10 + index * pitch
      return stroke(`M${left - 2} ${y + 5} L${left + width + 2} ${y - 3}`, tone.dark, 3.5)
    }),
  ].join('')
}

/** A hexagon bolt seen from the side. */
export function hexBolt(size: { length: number; width: number }): string {
  const head = size.width * 2
  const left = 240 - head / 2
  const top = 240 - size.length / 2 - head * 0.2
  const height = head * 0.42
  return [
    shank(top + height, size.length, size.width, steel),
    rect(left, top, head, height, steel.mid, 6),
    rect(left, top, head * 0.26, height, steel.light, 6),
    rect(left + head * 0.74, top, head * 0.26, height, steel.dark, 6),
    rect(left - 5, top + height - 7, head + 10, 9, steel.dark, 4),
  ].join('')
}

/** Three bolts side by side, the middle one upright. */
export function hexBolts(size: { length: number; width: number }): string {
  const bolt = hexBolt(size)
  return move(-84, 8, turn(-14, bolt)) + move(84, 8, turn(14, bolt)) + bolt
}

/** Two pan head screws from the side and one seen from above, with its cross. */
export function panScrews(): string {
  const head = path('M192 150 Q192 108 240 108 Q288 108 288 150 Z', steel.mid)
  const lit = path('M192 150 Q192 108 240 108 L228 150 Z', steel.light)
  const screw = shank(150, 132, 38, steel, 11) + head + lit + rect(188, 146, 104, 8, steel.dark, 4)
  const above = circle(240, 330, 54, steel.mid) + circle(234, 324, 42, steel.light) + cross(240, 330, 26, steel.dark)
  return move(-78, 12, turn(-12, screw)) + move(78, 12, turn(12, screw)) + move(0, 20, above)
}

/** The mark a Phillips driver fits into. */
export function cross(cx: number, cy: number, arm: number, fill: string): string {
  return turn(45, rect(cx - arm, cy - 6, arm * 2, 12, fill, 4) + rect(cx - 6, cy - arm, 12, arm * 2, fill, 4), cx, cy)
}

/** One hexagon nut seen from above at a place. */
function nut(cx: number, cy: number, radius: number, inner: string): string {
  return [
    regular(6, cx, cy + 10, radius, steel.dark, 0),
    regular(6, cx, cy, radius, steel.mid, 0),
    circle(cx, cy, radius * 0.82, steel.light),
    circle(cx, cy, radius * 0.52, inner),
    circle(cx, cy, radius * 0.42, steel.dark),
    ring(cx, cy, radius * 0.34, steel.mid, 3),
    circle(cx, cy, radius * 0.28, black.light),
  ].join('')
}

/** Three nuts in a heap; the locking kind shows its nylon ring. */
export function nuts(kind: 'plain' | 'locking'): string {
  const inner = kind === 'locking' ? '#3c7cb6' : steel.mid
  return nut(166, 296, 78, inner) + nut(316, 296, 78, inner) + nut(240, 168, 78, inner)
}

/** A few flat washers lying over one another. */
export function washers(): string {
  const one = (cx: number, cy: number): string =>
    ring(cx, cy + 7, 56, steel.dark, 44) + ring(cx, cy, 56, steel.mid, 44) + ring(cx - 2, cy - 3, 66, steel.light, 12)
  return one(240, 156) + one(162, 286) + one(318, 286)
}

/** A countersunk screw that ends in a point. */
function pointedScrew(tone: Tone, length: number, width: number): string {
  const top = 240 - length / 2
  const left = 240 - width / 2
  const tip = top + length
  const turns = Math.floor(length / 16)
  return [
    polygon(
      [
        [240 - width * 1.15, top - 36],
        [240 + width * 1.15, top - 36],
        [240 + width / 2, top + 6],
        [left, top + 6],
      ],
      tone.mid,
    ),
    polygon(
      [
        [240 - width * 1.15, top - 36],
        [240 - width * 0.4, top - 36],
        [240 - width * 0.2, top + 6],
        [left, top + 6],
      ],
      tone.light,
    ),
    path(`M${left} ${top} H${left + width} V${tip - 40} L240 ${tip + 16} L${left} ${tip - 40} Z`, tone.mid),
    path(`M${left} ${top} H${left + width * 0.32} V${tip - 40} L240 ${tip + 16} L${left} ${tip - 40} Z`, tone.light),
    repeat(turns, (index) => {
      const y = top + 18 + index * 15
      const half = Math.min(width / 2 + 7, Math.max(4, ((tip + 16 - y) / 56) * (width / 2) + 5))
      return stroke(`M${240 - half} ${y + 5} L${240 + half} ${y - 4}`, tone.dark, 4)
    }),
  ].join('')
}

/** Zinc plated wood screws and one head from above. */
export function selfTappers(): string {
  const screw = pointedScrew(steel, 150, 32)
  const above = circle(240, 104, 46, steel.mid) + circle(235, 99, 35, steel.light) + cross(240, 104, 24, steel.dark)
  return move(-82, 38, turn(-16, screw)) + move(82, 38, turn(16, screw)) + move(0, 52, screw) + move(0, 8, above)
}

/** Long black drywall screws, crossing. */
export function drywallScrews(): string {
  const screw = pointedScrew(black, 236, 26)
  return turn(-32, screw) + turn(32, screw)
}

/** An expansion bolt: sleeve with slots, cone, washer and nut. */
export function expansionBolt(scale: number): string {
  const bolt = [
    rect(224, 66, 32, 250, steel.mid, 5),
    repeat(7, (index) => stroke(`M223 ${84 + index * 13} L257 ${76 + index * 13}`, steel.dark, 3.5)),
    rect(200, 126, 80, 40, steel.mid, 6),
    rect(200, 126, 24, 40, steel.light, 6),
    rect(256, 126, 24, 40, steel.dark, 6),
    rect(184, 166, 112, 12, steel.dark, 5),
    rect(212, 178, 56, 170, steel.mid, 4),
    rect(212, 178, 17, 170, steel.light, 4),
    repeat(3, (index) => rect(222 + index * 16, 250, 5, 98, black.light, 2)),
    polygon(
      [
        [222, 348],
        [258, 348],
        [274, 404],
        [206, 404],
      ],
      steel.dark,
    ),
    polygon(
      [
        [222, 348],
        [236, 348],
        [230, 404],
        [206, 404],
      ],
      steel.mid,
    ),
  ].join('')
  const sized = `<g transform="translate(240 240) scale(${scale}) translate(-240 -240)">${bolt}</g>`
  return move(-74, 2, turn(-9, sized)) + move(74, 2, turn(9, sized))
}

/** Two wall plugs with the screw that belongs to them. */
export function wallPlugs(): string {
  const plug = [
    rect(214, 128, 52, 210, '#e05d4f', 12),
    rect(214, 128, 16, 210, '#f08d82', 8),
    rect(204, 120, 72, 20, '#b8433a', 8),
    repeat(5, (index) =>
      path(`M214 ${196 + index * 28} L200 ${214 + index * 28} L214 ${216 + index * 28} Z`, '#b8433a'),
    ),
    repeat(5, (index) =>
      path(`M266 ${196 + index * 28} L280 ${214 + index * 28} L266 ${216 + index * 28} Z`, '#b8433a'),
    ),
    rect(237, 200, 6, 138, '#8f302a', 3),
    ellipse(240, 128, 16, 5, '#8f302a'),
  ].join('')
  return move(-86, 10, turn(-10, plug)) + move(2, 10, plug) + move(96, 14, turn(10, pointedScrew(steel, 190, 30)))
}
