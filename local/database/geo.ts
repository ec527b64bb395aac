import { invalidParam, requestFailed } from './errors'
import { splitPath, visitPath, type Visit } from './paths'
import type { Operator } from './predicates'
import { isDoc, type Doc } from './values'

/** Geometry on the sphere: near, within, intersects. Distances are metres on MongoDB's earth radius. */

const EARTH_RADIUS_M = 6_378_100

type Position = [longitude: number, latitude: number]
type Vector = [number, number, number]

interface Shape {
  points: Position[]
  lines: Position[][]
  /** Each polygon: its outer ring, then its holes. */
  polygons: Position[][][]
}

function toVector([longitude, latitude]: Position): Vector {
  const lng = (longitude * Math.PI) / 180
  const lat = (latitude * Math.PI) / 180
  return [Math.cos(lat) * Math.cos(lng), Math.cos(lat) * Math.sin(lng), Math.sin(lat)]
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function angle(a: Vector, b: Vector): number {
  return Math.atan2(Math.hypot(...cross(a, b)), dot(a, b))
}

/** The distance of two positions in metres. */
export function distanceM(a: Position, b: Position): number {
  return angle(toVector(a), toVector(b)) * EARTH_RADIUS_M
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value) || value.length < 2) return false
  const [longitude, latitude] = value as unknown[]
  return (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  )
}

/** Reads GeoJSON, or a legacy [longitude, latitude] pair; undefined when it is neither. */
function readShape(value: unknown): Shape | undefined {
  const shape: Shape = { points: [], lines: [], polygons: [] }
  if (isPosition(value)) return { ...shape, points: [value] }
  if (!isDoc(value)) return undefined
  return addGeometry(shape, value) ? shape : undefined
}

function addGeometry(shape: Shape, geometry: Doc): boolean {
  const coordinates = geometry['coordinates']
  switch (geometry['type']) {
    case 'Point':
      return isPosition(coordinates) && shape.points.push(coordinates) > 0
    case 'MultiPoint':
      return everyOf(coordinates, (point) => isPosition(point) && shape.points.push(point) > 0)
    case 'LineString':
      return isLine(coordinates) && shape.lines.push(coordinates) > 0
    case 'MultiLineString':
      return everyOf(coordinates, (line) => isLine(line) && shape.lines.push(line) > 0)
    case 'Polygon':
      return isPolygon(coordinates) && shape.polygons.push(coordinates) > 0
    case 'MultiPolygon':
      return everyOf(coordinates, (polygon) => isPolygon(polygon) && shape.polygons.push(polygon) > 0)
    case 'GeometryCollection':
      return everyOf(geometry['geometries'], (part) => isDoc(part) && addGeometry(shape, part))
    default:
      return false
  }
}

function everyOf(values: unknown, test: (value: unknown) => boolean): boolean {
  return Array.isArray(values) && values.length > 0 && values.every(test)
}

function isLine(value: unknown): value is Position[] {
  return everyOf(value, isPosition) && (value as Position[]).length >= 2
}

function isPolygon(value: unknown): value is Position[][] {
  return everyOf(value, (ring) => isLine(ring) && ring.length >= 4 && samePosition(ring[0], ring.at(-1)))
}

function samePosition(a: Position | undefined, b: Position | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1]
}

function edges(line: Position[]): [Vector, Vector][] {
  const vectors = line.map(toVector)
  return vectors.slice(1).map((end, index) => [vectors[index] as Vector, end])
}

const TINY = 1e-12

/** Whether a point lies on the great-circle arc from a to b. */
function isOnArc(point: Vector, [a, b]: [Vector, Vector]): boolean {
  return angle(a, point) + angle(point, b) - angle(a, b) < 1e-9
}

function arcsCross(first: [Vector, Vector], second: [Vector, Vector]): boolean {
  const [a, b] = first
  const [c, d] = second
  if (isOnArc(a, second) || isOnArc(b, second) || isOnArc(c, first) || isOnArc(d, first)) return true
  const line = cross(cross(a, b), cross(c, d))
  const length = Math.hypot(...line)
  if (length < TINY) return false
  const meet = line.map((part) => part / length) as Vector
  const opposite = meet.map((part) => -part) as Vector
  return [meet, opposite].some((point) => isOnArc(point, first) && isOnArc(point, second))
}

/** Sums the angles under which the ring's edges are seen from the point: a full turn inside, none outside. */
function isInRing(point: Vector, ring: Position[]): boolean {
  let turn = 0
  for (const [a, b] of edges(ring)) {
    const u = cross(point, a)
    const v = cross(point, b)
    turn += Math.atan2(dot(point, cross(u, v)), dot(u, v))
  }
  return Math.abs(turn) > Math.PI && dot(point, centre(ring)) > 0
}

function centre(ring: Position[]): Vector {
  return ring
    .slice(1)
    .map(toVector)
    .reduce((sum, part) => [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]], [0, 0, 0] as Vector)
}

function isOnRing(point: Vector, ring: Position[]): boolean {
  return edges(ring).some((edge) => isOnArc(point, edge))
}

/** Inside the outer ring or on its edge, and not inside a hole. */
function isInPolygon(point: Vector, [outer, ...holes]: Position[][]): boolean {
  if (!outer) return false
  if (isOnRing(point, outer)) return true
  return isInRing(point, outer) && !holes.some((hole) => isInRing(point, hole) && !isOnRing(point, hole))
}

function allEdges(shape: Shape): [Vector, Vector][] {
  return [...shape.lines, ...shape.polygons.flat()].flatMap(edges)
}

function allPositions(shape: Shape): Position[] {
  return [...shape.points, ...shape.lines.flat(), ...shape.polygons.flat(2)]
}

function isPointIn(point: Vector, area: Shape): boolean {
  return area.polygons.some((polygon) => isInPolygon(point, polygon))
}

/** Wholly inside: every corner is, and no edge leaves through the border. */
function isWithin(shape: Shape, area: Shape): boolean {
  if (!allPositions(shape).every((position) => isPointIn(toVector(position), area))) return false
  const middles = allEdges(shape).map(([a, b]) => normal([a[0] + b[0], a[1] + b[1], a[2] + b[2]]))
  return middles.every((middle) => isPointIn(middle, area))
}

function normal(vector: Vector): Vector {
  const length = Math.hypot(...vector) || 1
  return [vector[0] / length, vector[1] / length, vector[2] / length]
}

function touches(point: Vector, shape: Shape): boolean {
  if (shape.points.some((other) => angle(point, toVector(other)) < 1e-9)) return true
  return isPointIn(point, shape) || allEdges(shape).some((edge) => isOnArc(point, edge))
}

function intersects(a: Shape, b: Shape): boolean {
  if (allPositions(a).some((position) => touches(toVector(position), b))) return true
  if (allPositions(b).some((position) => touches(toVector(position), a))) return true
  const others = allEdges(b)
  return allEdges(a).some((edge) => others.some((other) => arcsCross(edge, other)))
}

/** The closest distance of a shape to a point; for lines and areas the corners and an inside test are enough here. */
function shapeDistanceM(shape: Shape, from: Position): number {
  const point = toVector(from)
  if (isPointIn(point, shape)) return 0
  const corners = allPositions(shape).map((position) => angle(point, toVector(position)))
  const arcs = allEdges(shape).map((edge) => arcDistance(point, edge))
  return Math.min(...corners, ...arcs) * EARTH_RADIUS_M
}

function arcDistance(point: Vector, edge: [Vector, Vector]): number {
  const pole = normal(cross(edge[0], edge[1]))
  const height = dot(point, pole)
  const foot = normal([point[0] - pole[0] * height, point[1] - pole[1] * height, point[2] - pole[2] * height])
  return isOnArc(foot, edge) ? Math.abs(Math.asin(Math.min(1, Math.max(-1, height)))) : Infinity
}

/** Runs `visit` on each geometry under the path; an array that is a position counts as one, others are looked through. */
function visitShapes(doc: unknown, path: string, visit: (shape: Shape) => boolean): boolean {
  const each: Visit = (value) => {
    const shape = readShape(value)
    if (shape) return visit(shape)
    return (
      Array.isArray(value) &&
      value.some((element) => {
        const inner = readShape(element)
        return inner !== undefined && visit(inner)
      })
    )
  }
  return visitPath(doc, splitPath(path), each)
}

function geometryOf(operand: unknown, operator: string): Shape {
  const shape = isDoc(operand) ? readShape(operand['$geometry']) : undefined
  if (!shape) throw requestFailed(`${operator} needs a valid $geometry`)
  return shape
}

const $geoWithin: Operator = (path, operand) => {
  const circle = isDoc(operand) ? operand['$centerSphere'] : undefined
  if (circle !== undefined) return withinCircle(path, circle)
  const area = geometryOf(operand, '$geoWithin')
  if (area.polygons.length === 0) throw requestFailed('$geoWithin needs a Polygon or MultiPolygon')
  return (doc) => visitShapes(doc, path, (shape) => isWithin(shape, area))
}

function withinCircle(path: string, circle: unknown): (doc: unknown) => boolean {
  const [centreAt, radius] = Array.isArray(circle) ? (circle as unknown[]) : []
  const at = isDoc(centreAt) ? centreAt['coordinates'] : centreAt
  if (!isPosition(at) || typeof radius !== 'number' || !(radius >= 0))
    throw requestFailed('$centerSphere needs [centre, radius]')
  const middle = toVector(at)
  const isInside = (position: Position) => angle(middle, toVector(position)) <= radius
  return (doc) => visitShapes(doc, path, (shape) => allPositions(shape).every(isInside))
}

const $geoIntersects: Operator = (path, operand) => {
  const area = geometryOf(operand, '$geoIntersects')
  return (doc) => visitShapes(doc, path, (shape) => intersects(shape, area))
}

/** What `$near` asks for: a place, the distance limits, and the distance of a document (undefined without a place). */
export interface Near {
  distanceM(doc: unknown): number | undefined
  isInRange(distance: number): boolean
}

/** Compiles a place and its limits in metres. Refuses what is not a point. */
export function compileNear(path: string, point: unknown, minM: unknown, maxM: unknown): Near {
  const at = isDoc(point) && point['type'] === 'Point' ? point['coordinates'] : point
  if (!isPosition(at)) throw invalidParam('a near query needs a point')
  const [min, max] = [minM ?? 0, maxM ?? Infinity].map(Number) as [number, number]
  if (!(min >= 0) || !(max >= 0)) throw invalidParam('a distance must be a number >= 0')
  return {
    isInRange: (distance) => distance >= min && distance <= max,
    distanceM(doc) {
      let best: number | undefined
      visitShapes(doc, path, (shape) => {
        const distance = shapeDistanceM(shape, at)
        if (best === undefined || distance < best) best = distance
        return false
      })
      return best
    },
  }
}

/** Reads `{$nearSphere: {$geometry, $minDistance, $maxDistance}}`. */
export function nearOf(path: string, operand: unknown): Near {
  const spec = isDoc(operand) ? operand : {}
  return compileNear(path, spec['$geometry'] ?? operand, spec['$minDistance'], spec['$maxDistance'])
}

const $nearSphere: Operator = (path, operand) => {
  const near = nearOf(path, operand)
  return (doc) => {
    const distance = near.distanceM(doc)
    return distance !== undefined && near.isInRange(distance)
  }
}

export const geoPredicates = { $geoWithin, $geoIntersects, $nearSphere, $near: $nearSphere }
