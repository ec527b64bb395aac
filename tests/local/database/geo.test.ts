import { bothWays, freshCollection, idsOf, refused, type Bench } from './support'

const PLACES: [id: string, longitude: number, latitude: number][] = [
  ['tower', 113.3245, 23.1066],
  ['station', 113.2577, 23.1497],
  ['airport', 113.2988, 23.3924],
  ['shenzhen', 114.0579, 22.5431],
  ['beijing', 116.4074, 39.9042],
]

async function places(bench: Bench): Promise<string> {
  const { db } = bench
  const docs = PLACES.map(([_id, longitude, latitude]) => ({ _id, at: new db.Geo.Point(longitude, latitude) }))
  return freshCollection(bench, [...docs, { _id: 'nowhere' }, { _id: 'text', at: 'x' }])
}

type Shape<T> = new (parts: T[]) => object

/** The SDK's types name only the point. */
function geoOf({ db }: Bench) {
  return db.Geo as unknown as {
    Point: new (longitude: number, latitude: number) => object
    LineString: Shape<object>
    Polygon: Shape<object>
  }
}

/** Haversine, as an independent check. */
function haversineM([, lng1, lat1]: [string, number, number], [, lng2, lat2]: [string, number, number]): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2
  return 2 * 6_378_100 * Math.asin(Math.sqrt(h))
}

bothWays('geography', {}, (bench) => {
  const tower = () => new (bench().db.Geo.Point)(113.3245, 23.1066)

  it('finds what is near, the nearest first, within both limits', async () => {
    const { db, _ } = bench()
    const things = db.collection(await places(bench()))
    expect(await idsOf(things.where({ at: _.geoNear({ geometry: tower() }) }))).toEqual([
      'tower',
      'station',
      'airport',
      'shenzhen',
      'beijing',
    ])
    expect(await idsOf(things.where({ at: _.geoNear({ geometry: tower(), maxDistance: 40_000 }) }))).toEqual([
      'tower',
      'station',
      'airport',
    ])
    expect(
      await idsOf(things.where({ at: _.geoNear({ geometry: tower(), minDistance: 10, maxDistance: 40_000 }) })),
    ).toEqual(['station', 'airport'])
    expect(await idsOf(things.where({ at: _.geoNear({ geometry: tower() }) }).limit(2))).toEqual(['tower', 'station'])
    expect(await idsOf(things.where({ at: _.geoNear({ geometry: tower() }) }).orderBy('_id', 'asc'))).toEqual([
      'airport',
      'beijing',
      'shenzhen',
      'station',
      'tower',
    ])
  })

  it('measures the distance on the sphere to the metre', async () => {
    const { db } = bench()
    const name = await places(bench())
    const near = await db
      .collection(name)
      .aggregate()
      .geoNear({ near: tower(), key: 'at', distanceField: 'far.m', spherical: true, query: {} } as never)
      .end()
    const rows = (near as unknown as { data: { _id: string; far: { m: number } }[] }).data
    expect(rows.map((row) => row._id)).toEqual(['tower', 'station', 'airport', 'shenzhen', 'beijing'])
    for (const row of rows) {
      const place = PLACES.find(([id]) => id === row._id) as [string, number, number]
      expect(row.far.m).toBeCloseTo(haversineM(PLACES[0] as [string, number, number], place), 3)
    }
    const limited = await db
      .collection(name)
      .aggregate()
      .geoNear({
        near: tower(),
        key: 'at',
        distanceField: 'm',
        minDistance: 1,
        maxDistance: 10_000,
        distanceMultiplier: 0.001,
        includeLocs: 'loc',
      } as never)
      .end()
    expect((limited as unknown as { data: unknown[] }).data).toEqual([
      expect.objectContaining({ _id: 'station', m: expect.closeTo(8.344, 1), loc: expect.anything() }),
    ])
  })

  it('finds what lies within a polygon, its holes left out, or within a circle', async () => {
    const { _ } = bench()
    const Geo = geoOf(bench())
    const things = bench().db.collection(await places(bench()))
    const ring = (points: number[][]) =>
      new Geo.LineString(points.map(([x, y]) => new Geo.Point(x as number, y as number)))
    const square = (x: number, y: number, r: number) =>
      ring([
        [x - r, y - r],
        [x + r, y - r],
        [x + r, y + r],
        [x - r, y + r],
        [x - r, y - r],
      ])
    const around = new Geo.Polygon([square(113.3, 23.2, 0.5)])
    expect((await idsOf(things.where({ at: _['geoWithin']?.({ geometry: around }) }))).sort()).toEqual([
      'airport',
      'station',
      'tower',
    ])
    const holed = new Geo.Polygon([square(113.3, 23.2, 0.5), square(113.3245, 23.1066, 0.01)])
    expect((await idsOf(things.where({ at: _['geoWithin']?.({ geometry: holed }) }))).sort()).toEqual([
      'airport',
      'station',
    ])
    const circle = _['geoWithin']?.({ centerSphere: [[113.3245, 23.1066], 20_000 / 6_378_100] })
    expect((await idsOf(things.where({ at: circle } as never))).sort()).toEqual(['station', 'tower'])
  })

  it('finds what crosses a line or covers a point', async () => {
    const { db, _ } = bench()
    const Geo = geoOf(bench())
    const point = (x: number, y: number) => new Geo.Point(x, y)
    const line = (...points: [number, number][]) => new Geo.LineString(points.map(([x, y]) => point(x, y)))
    const area = new Geo.Polygon([line([0, 0], [4, 0], [4, 4], [0, 4], [0, 0])])
    const name = await freshCollection(bench(), [
      { _id: 'road', at: line([0, 2], [10, 2]) },
      { _id: 'area', at: area },
      { _id: 'far', at: point(50, 50) },
    ])
    const things = db.collection(name)
    expect(
      (await idsOf(things.where({ at: _['geoIntersects']?.({ geometry: line([2, -1], [2, 5]) }) }))).sort(),
    ).toEqual(['area', 'road'])
    expect(await idsOf(things.where({ at: _['geoIntersects']?.({ geometry: point(1, 1) }) }))).toEqual(['area'])
    expect(await idsOf(things.where({ at: _['geoIntersects']?.({ geometry: point(20, 20) }) }))).toEqual([])
    const [road] = (await things.doc('road').get()).data as { at: unknown }[]
    expect(JSON.stringify(road?.at)).toBe(JSON.stringify(line([0, 2], [10, 2])))
  })

  it('refuses malformed places', async () => {
    const name = await places(bench())
    const raw = bench().db.collection(name).options({ raw: true })
    for (const query of [
      { at: { $nearSphere: { $geometry: { type: 'Point', coordinates: [200, 0] } } } },
      { at: { $geoWithin: { $geometry: { type: 'Point', coordinates: [1, 1] } } } },
      { at: { $geoWithin: { $centerSphere: [[0, 0]] } } },
    ]) {
      expect((await refused(raw.where(query).get())).code).toMatch(/^(INVALID_PARAM|DATABASE_REQUEST_FAILED)$/)
    }
  })
})
