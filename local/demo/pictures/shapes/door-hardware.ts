/** Locks, hinges and handles. */
import { black, brass, circle, iron, path, rect, repeat, ring, steel, stroke, turn, wood } from '../svg'

/** A padlock with its keys. */
export function padlock(): string {
  const key = [
    ring(120, 372, 24, steel.dark, 10),
    rect(142, 366, 76, 12, steel.dark, 3),
    rect(186, 376, 10, 16, steel.dark),
    rect(204, 376, 10, 12, steel.dark),
  ].join('')
  return [
    stroke('M176 220 V160 Q176 84 248 84 Q320 84 320 160 V220', steel.dark, 40),
    stroke('M176 220 V160 Q176 84 248 84 Q320 84 320 160 V220', steel.mid, 30),
    stroke('M168 214 V160 Q170 84 240 76', steel.light, 6),
    rect(124, 208, 248, 182, brass.dark, 22),
    rect(124, 204, 248, 176, brass.mid, 22),
    rect(124, 204, 248, 40, brass.light, 20),
    rect(150, 262, 196, 6, brass.dark, 3) + rect(150, 336, 196, 6, brass.dark, 3),
    circle(248, 294, 20, black.mid) + rect(241, 298, 14, 34, black.mid, 4),
    turn(12, key, 120, 372),
  ].join('')
}

/** A lever handle on its plate, with a keyhole. */
export function leverLock(): string {
  return [
    rect(110, 62, 96, 356, iron.dark, 26),
    rect(106, 58, 96, 356, steel.mid, 26),
    rect(106, 58, 28, 356, steel.light, 14),
    circle(156, 158, 44, steel.dark) + circle(154, 154, 40, steel.mid),
    path('M138 130 H360 Q420 130 420 166 Q420 186 398 184 Q380 172 350 174 H138 Z', iron.light),
    path('M138 130 H360 Q412 130 419 158 Q400 144 350 146 H138 Z', steel.light),
    circle(156, 300, 26, steel.dark) + circle(156, 300, 21, brass.mid),
    rect(152, 290, 8, 26, black.mid, 3),
    circle(154, 86, 8, iron.mid) + circle(154, 386, 8, iron.mid),
  ].join('')
}

/** An open butt hinge: two leaves and a knuckle. */
export function buttHinge(): string {
  const hole = (cx: number, cy: number): string => circle(cx, cy, 17, steel.dark) + circle(cx, cy, 10, iron.dark)
  const leaf = [
    rect(72, 96, 156, 292, steel.mid, 12),
    rect(72, 96, 156, 26, steel.light, 12),
    rect(72, 372, 156, 16, steel.dark, 8),
    hole(116, 150) + hole(164, 210) + hole(116, 272) + hole(164, 334),
  ].join('')
  return [
    leaf,
    `<g transform="translate(480 0) scale(-1 1)">${leaf}</g>`,
    rect(214, 84, 52, 316, steel.mid, 8),
    rect(214, 84, 16, 316, steel.light, 8),
    rect(252, 84, 14, 316, steel.dark, 6),
    repeat(4, (index) => rect(212, 140 + index * 62, 56, 7, iron.mid)),
    rect(218, 66, 44, 22, iron.light, 8) + rect(218, 396, 44, 22, iron.light, 8),
  ].join('')
}

/** A concealed cabinet hinge: cup, arm and mounting plate. */
export function cupHinge(): string {
  const body = [
    rect(28, 176, 120, 128, steel.mid, 30),
    circle(98, 240, 78, steel.mid) + ring(98, 240, 74, steel.light, 8),
    circle(98, 240, 58, steel.dark) + circle(98, 240, 48, iron.light),
    circle(50, 186, 11, iron.dark) + circle(50, 294, 11, iron.dark),
    path('M98 214 H184 L216 190 H416 Q434 190 434 208 V272 Q434 290 416 290 H216 L184 266 H98 Z', steel.mid),
    path('M98 214 H184 L216 190 H416 Q434 190 434 208 V212 H220 L188 230 H98 Z', steel.light),
    rect(276, 152, 84, 40, iron.light, 10) + rect(276, 288, 84, 40, iron.light, 10),
    circle(318, 172, 10, iron.dark) + circle(318, 308, 10, iron.dark),
    circle(252, 240, 16, iron.mid) + rect(240, 236, 24, 8, steel.light, 3),
    rect(296, 228, 60, 24, iron.mid, 12) + circle(398, 240, 16, iron.mid) + rect(386, 236, 24, 8, steel.light, 3),
  ].join('')
  return turn(-24, body)
}

/** A bar handle mounted on a piece of cabinet door. */
export function cabinetHandle(): string {
  return [
    rect(88, 84, 304, 312, wood.light, 12),
    rect(88, 380, 304, 16, wood.dark, 8),
    stroke('M104 140 Q220 120 376 148 M104 330 Q240 350 376 322', wood.mid, 4),
    path('M124 236 H356 V262 H124 Z', 'rgba(0,0,0,0.12)'),
    rect(138, 222, 30, 44, black.dark, 6) + rect(312, 222, 30, 44, black.dark, 6),
    rect(112, 206, 256, 34, black.mid, 12),
    rect(112, 206, 256, 11, black.light, 6),
  ].join('')
}
