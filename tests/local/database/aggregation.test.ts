import { bothWays, freshCollection, refused } from './support'

type Stage = Record<string, unknown>
type Row = [name: string, docs: object[], stages: Stage[], result: object[]]

const D = (text: string) => new Date(text)

const ROWS: Row[] = [
  [
    'match, sort, skip, limit',
    [{ n: 3 }, { n: 1 }, { n: 2 }, { n: 0 }],
    [{ $match: { n: { $gt: 0 } } }, { $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 0 } }],
    [{ n: 2 }],
  ],
  [
    'limit before sort sorts only what is left',
    [{ n: 3 }, { n: 1 }, { n: 0 }],
    [{ $limit: 2 }, { $sort: { n: 1 } }, { $project: { _id: 0, n: 1 } }],
    [{ n: 1 }, { n: 3 }],
  ],
  [
    'limit before skip',
    [{ n: 1 }, { n: 2 }, { n: 3 }],
    [{ $limit: 2 }, { $skip: 1 }, { $project: { _id: 0 } }],
    [{ n: 2 }],
  ],
  [
    'a second match after limit',
    [{ n: 1 }, { n: 2 }, { n: 3 }],
    [{ $limit: 2 }, { $match: { n: { $gte: 2 } } }, { $project: { _id: 0 } }],
    [{ n: 2 }],
  ],
  [
    'group with all accumulators',
    [{ k: 'a', n: 1 }, { k: 'b', n: 5 }, { k: 'a', n: 3 }, { k: 'a' }],
    [
      { $sort: { n: 1 } },
      {
        $group: {
          _id: '$k',
          sum: { $sum: '$n' },
          count: { $sum: 1 },
          avg: { $avg: '$n' },
          min: { $min: '$n' },
          max: { $max: '$n' },
          first: { $first: '$n' },
          last: { $last: '$n' },
          all: { $push: '$n' },
          pop: { $stdDevPop: '$n' },
          samp: { $stdDevSamp: '$n' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      {
        _id: 'a',
        sum: 4,
        count: 3,
        avg: 2,
        min: 1,
        max: 3,
        first: null,
        last: 3,
        all: [1, 3],
        pop: 1,
        samp: Math.SQRT2,
      },
      {
        _id: 'b',
        sum: 5,
        count: 1,
        avg: 5,
        min: 5,
        max: 5,
        first: 5,
        last: 5,
        all: [5],
        pop: 0,
        samp: expect.anything() as unknown as number,
      },
    ].map((row) => (row._id === 'b' ? { ...row, samp: null } : row)),
  ],
  [
    'group by a missing field is null',
    [{ n: 1 }, { k: null, n: 2 }, { k: 'a', n: 4 }],
    [{ $group: { _id: '$k', n: { $sum: '$n' } } }, { $sort: { n: 1 } }],
    [
      { _id: null, n: 3 },
      { _id: 'a', n: 4 },
    ],
  ],
  [
    'group by several fields',
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 1, b: 1 },
    ],
    [{ $group: { _id: { a: '$a', b: '$b' }, n: { $sum: 1 } } }, { $sort: { n: -1 } }],
    [
      { _id: { a: 1, b: 1 }, n: 2 },
      { _id: { a: 1, b: 2 }, n: 1 },
    ],
  ],
  [
    'addToSet collects each value once',
    [{ n: 1 }, { n: 2 }, { n: 1 }, {}],
    [{ $group: { _id: null, n: { $addToSet: '$n' } } }],
    [{ _id: null, n: [1, 2] }],
  ],
  [
    'mergeObjects as accumulator',
    [{ d: { a: 1 } }, { d: { b: 2 } }],
    [{ $group: { _id: null, d: { $mergeObjects: '$d' } } }],
    [{ _id: null, d: { a: 1, b: 2 } }],
  ],
  ['count', [{ n: 1 }, { n: 2 }], [{ $match: { n: 2 } }, { $count: 'total' }], [{ total: 1 }]],
  [
    'sortByCount',
    [{ k: 'a' }, { k: 'b' }, { k: 'b' }],
    [{ $sortByCount: '$k' }],
    [
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ],
  ],
  [
    'bucket',
    [{ n: 1 }, { n: 5 }, { n: 12 }, { n: 99 }],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 10, 20], default: 'other', output: { count: { $sum: 1 } } } }],
    [
      { _id: 0, count: 2 },
      { _id: 10, count: 1 },
      { _id: 'other', count: 1 },
    ],
  ],
  [
    'bucketAuto',
    [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }],
    [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }],
    [
      { _id: { min: 1, max: 3 }, count: 2 },
      { _id: { min: 3, max: 4 }, count: 2 },
    ],
  ],
  [
    'addFields, also inside documents',
    [{ d: { a: 1 } }],
    [{ $addFields: { 'd.b': { $add: ['$d.a', 1] }, c: 'x' } }, { $project: { _id: 0 } }],
    [{ d: { a: 1, b: 2 }, c: 'x' }],
  ],
  [
    'project computes, keeps, drops',
    [{ z: 1, a: 2, d: { p: 1, q: 2 } }],
    [{ $project: { _id: 0, sum: { $add: ['$z', '$a'] }, a: 1, z: 1, 'd.q': 1 } }],
    [{ z: 1, a: 2, d: { q: 2 }, sum: 3 }],
  ],
  [
    'project by exclusion',
    [{ a: 1, d: { p: 1, q: 2 } }],
    [{ $project: { _id: 0, 'd.p': 0 } }],
    [{ a: 1, d: { q: 2 } }],
  ],
  ['replaceRoot', [{ d: { a: 1 } }], [{ $replaceRoot: { newRoot: '$d' } }], [{ a: 1 }]],
  [
    'unwind',
    [{ k: 1, l: ['a', 'b'] }, { k: 2, l: [] }, { k: 3 }, { k: 4, l: 'c' }],
    [{ $unwind: '$l' }, { $project: { _id: 0 } }],
    [
      { k: 1, l: 'a' },
      { k: 1, l: 'b' },
      { k: 4, l: 'c' },
    ],
  ],
  [
    'unwind that keeps the empty',
    [{ k: 1, l: ['a'] }, { k: 2, l: [] }, { k: 3 }],
    [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }, { $project: { _id: 0 } }],
    [
      { k: 1, l: 'a', i: 0 },
      { k: 2, i: null },
      { k: 3, i: null },
    ],
  ],
  [
    'facet runs pipelines side by side',
    [{ n: 1 }, { n: 2 }],
    [
      {
        $facet: {
          all: [{ $count: 'n' }],
          big: [{ $match: { n: 2 } }, { $addFields: { x: 1 } }, { $project: { _id: 0 } }],
        },
      },
    ],
    [{ all: [{ n: 2 }], big: [{ n: 2, x: 1 }] }],
  ],
  [
    'sort by an array takes its greatest descending',
    [
      { k: 'a', v: [1, 9] },
      { k: 'b', v: 5 },
    ],
    [{ $addFields: { x: 1 } }, { $sort: { v: -1 } }, { $project: { _id: 0, k: 1 } }],
    [{ k: 'a' }, { k: 'b' }],
  ],
]

/** One expression on one document: the value it must have. */
const VALUES: [name: string, expression: unknown, value: unknown][] = [
  ['abs', { $abs: -3 }, 3],
  ['add of a date', { $add: ['$date', 1000] }, D('2026-01-04T22:30:16.007Z')],
  ['ceil', { $ceil: 1.2 }, 2],
  ['divide', { $divide: [7, 2] }, 3.5],
  ['exp', { $exp: 0 }, 1],
  ['floor', { $floor: -1.2 }, -2],
  ['ln', { $ln: 1 }, 0],
  ['log', { $log: [8, 2] }, 3],
  ['log10', { $log10: 1000 }, 3],
  ['mod', { $mod: [-7, 3] }, -1],
  ['multiply', { $multiply: ['$n', 3] }, 15],
  ['pow', { $pow: [2, 10] }, 1024],
  ['sqrt', { $sqrt: 49 }, 7],
  ['subtract', { $subtract: ['$n', 7] }, -2],
  ['trunc', { $trunc: -1.9 }, -1],
  ['trunc to places', { $trunc: [1234.567, 2] }, 1234.56],
  ['trunc to tens', { $trunc: [1234.567, -2] }, 1200],
  ['round half to even', { $round: 2.5 }, 2],
  ['round to places', { $round: [1.005, 2] }, 1],
  ['round 1.255', { $round: [1.256, 2] }, 1.26],
  ['round up', { $round: [-2.6, 0] }, -3],
  ['round to hundreds', { $round: [1250, -2] }, 1200],
  ['arrayElemAt', { $arrayElemAt: ['$list', -1] }, 3],
  [
    'arrayToObject',
    {
      $arrayToObject: [
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    },
    { a: 1, b: 2 },
  ],
  ['concatArrays', { $concatArrays: ['$list', [9]] }, [1, 2, 3, 9]],
  ['filter', { $filter: { input: '$list', as: 'x', cond: { $gte: ['$$x', 2] } } }, [2, 3]],
  ['in', { $in: [2, '$list'] }, true],
  ['in by key order', { $in: [{ b: 1, a: 1 }, [{ a: 1, b: 1 }]] }, false],
  ['indexOfArray', { $indexOfArray: ['$list', 3] }, 2],
  ['indexOfArray from a place', { $indexOfArray: ['$list', 1, 1] }, -1],
  ['isArray', { $isArray: '$list' }, true],
  ['map', { $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', 2] } } }, [2, 4, 6]],
  ['range', { $range: [0, 6, 2] }, [0, 2, 4]],
  ['reduce', { $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  ['reverseArray', { $reverseArray: '$list' }, [3, 2, 1]],
  ['size', { $size: '$list' }, 3],
  ['slice', { $slice: ['$list', 1, 2] }, [2, 3]],
  ['slice from the end', { $slice: ['$list', -2] }, [2, 3]],
  [
    'zip',
    { $zip: { inputs: ['$list', ['a', 'b', 'c']] } },
    [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ],
  ],
  ['and', { $and: ['$n', true] }, true],
  ['not of zero', { $not: [0] }, true],
  ['not of an empty string', { $not: [''] }, false],
  ['or', { $or: [false, null] }, false],
  ['cmp', { $cmp: [1, 2] }, -1],
  ['eq of whole arrays', { $eq: ['$list', [1, 2, 3]] }, true],
  ['eq does not look into arrays', { $eq: ['$list', 1] }, false],
  ['gt over types', { $gt: ['a', 5] }, true],
  ['a missing field is less than null', { $lt: ['$ghost', null] }, true],
  ['ne', { $ne: ['$n', 5] }, false],
  ['cond', { $cond: { if: { $gt: ['$n', 3] }, then: 'big', else: 'small' } }, 'big'],
  ['ifNull', { $ifNull: ['$ghost', 'none'] }, 'none'],
  ['switch', { $switch: { branches: [{ case: { $eq: ['$n', 5] }, then: 'five' }], default: 'other' } }, 'five'],
  ['concat', { $concat: ['$text', '!'] }, 'Größe 中文!'],
  ['indexOfBytes', { $indexOfBytes: ['$text', '中'] }, 8],
  ['indexOfCP', { $indexOfCP: ['$text', '中'] }, 6],
  ['indexOfCP of nothing', { $indexOfCP: ['$text', 'x'] }, -1],
  ['split', { $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  ['strLenBytes', { $strLenBytes: '$text' }, 14],
  ['strLenCP', { $strLenCP: '$text' }, 8],
  ['strcasecmp', { $strcasecmp: ['ABC', 'abd'] }, -1],
  ['substrBytes', { $substrBytes: ['$text', 8, 3] }, '中'],
  ['substr to the end', { $substr: ['abcdef', 2, -1] }, 'cdef'],
  ['substrCP', { $substrCP: ['$text', 6, 2] }, '中文'],
  ['toLower', { $toLower: 'ABC' }, 'abc'],
  ['toUpper', { $toUpper: 'abc' }, 'ABC'],
  ['allElementsTrue', { $allElementsTrue: [[1, true]] }, true],
  ['anyElementTrue', { $anyElementTrue: [[0, false]] }, false],
  ['setDifference', { $setDifference: ['$list', [2]] }, [1, 3]],
  ['setEquals', { $setEquals: ['$list', [3, 2, 1, 1]] }, true],
  ['setIntersection', { $setIntersection: ['$list', [3, 9]] }, [3]],
  ['setIsSubset', { $setIsSubset: [[1], '$list'] }, true],
  [
    'setUnion',
    {
      $setUnion: [
        [1, 2],
        [2, 3],
      ],
    },
    [1, 2, 3],
  ],
  ['mergeObjects', { $mergeObjects: ['$d', { b: 2 }] }, { a: 1, b: 2 }],
  ['objectToArray', { $objectToArray: '$d' }, [{ k: 'a', v: 1 }]],
  ['literal', { $literal: '$n' }, '$n'],
  ['let', { $let: { vars: { x: { $add: ['$n', 1] } }, in: { $multiply: ['$$x', 2] } } }, 12],
  ['toString', { $toString: '$n' }, '5'],
  ['type', { $type: '$date' }, 'date'],
  ['type of a missing field', { $type: '$ghost' }, 'missing'],
  ['max of a list', { $max: ['$n', 9, 1] }, 9],
  ['year', { $year: '$date' }, 2026],
  ['month', { $month: '$date' }, 1],
  ['dayOfMonth', { $dayOfMonth: '$date' }, 4],
  ['hour', { $hour: '$date' }, 22],
  ['minute', { $minute: '$date' }, 30],
  ['second', { $second: '$date' }, 15],
  ['millisecond', { $millisecond: '$date' }, 7],
  ['dayOfWeek', { $dayOfWeek: '$date' }, 1],
  ['dayOfYear', { $dayOfYear: '$date' }, 4],
  ['week', { $week: '$date' }, 1],
  ['week of the days before the first Sunday', { $week: { $literal: D('2026-01-03T00:00:00Z') } }, 0],
  ['isoWeek', { $isoWeek: '$date' }, 1],
  ['isoWeek of a last day', { $isoWeek: { $literal: D('2021-01-03T12:00:00Z') } }, 53],
  ['isoWeekYear', { $isoWeekYear: { $literal: D('2021-01-03T12:00:00Z') } }, 2020],
  ['isoWeekYear at the end', { $isoWeekYear: { $literal: D('2024-12-30T12:00:00Z') } }, 2025],
  ['isoDayOfWeek', { $isoDayOfWeek: '$date' }, 7],
  ['day in Shanghai', { $dayOfMonth: { date: '$date', timezone: 'Asia/Shanghai' } }, 5],
  ['hour at an offset', { $hour: { date: '$date', timezone: '+08:00' } }, 6],
  [
    'hour in New York in summer',
    { $hour: { date: { $literal: D('2026-07-01T12:00:00Z') }, timezone: 'America/New_York' } },
    8,
  ],
  ['date of null', { $year: '$ghost' }, null],
  ['dateToString', { $dateToString: { date: '$date' } }, '2026-01-04T22:30:15.007Z'],
  [
    'dateToString with format and zone',
    { $dateToString: { date: '$date', format: '%Y-%m-%d %H:%M %z', timezone: 'Asia/Shanghai' } },
    '2026-01-05 06:30 +0800',
  ],
  [
    'dateToString by weeks',
    { $dateToString: { date: { $literal: D('2021-01-03T12:00:00Z') }, format: '%G-W%V-%u %U %j %w %b' } },
    '2020-W53-7 01 003 1 Jan',
  ],
  ['dateToString of null', { $dateToString: { date: '$ghost', onNull: 'none' } }, 'none'],
  ['dateFromParts', { $dateFromParts: { year: 2026, month: 14, day: 1, hour: 25 } }, D('2027-02-02T01:00:00Z')],
  [
    'dateFromParts in a zone',
    { $dateFromParts: { year: 2026, month: 1, day: 5, timezone: 'Asia/Shanghai' } },
    D('2026-01-04T16:00:00Z'),
  ],
  ['dateFromString', { $dateFromString: { dateString: '2026-01-05T06:30:00+08:00' } }, D('2026-01-04T22:30:00Z')],
  [
    'dateFromString with format',
    { $dateFromString: { dateString: '05/01/2026', format: '%d/%m/%Y', timezone: '+08' } },
    D('2026-01-04T16:00:00Z'),
  ],
  ['dateFromString that fails', { $dateFromString: { dateString: '2026-02-30', onError: 'bad' } }, 'bad'],
]

bothWays(
  'aggregation',
  {
    collections: [
      { name: 'stocks', indexes: [{ name: 'byItem', keys: [['itemId', 1]] }] },
      { name: 'plain', indexes: [] },
    ],
  },
  (bench) => {
    const run = async (name: string, stages: Stage[]) =>
      (
        (await bench()
          .db.collection(name)
          .options({ raw: true })
          .aggregate(stages as never)
          .end()) as unknown as { data: unknown[] }
      ).data

    it.each(ROWS)('%s', async (_name, docs, stages, result) => {
      const name = await freshCollection(bench(), docs)
      const rows = await run(name, stages)
      expect(rows).toEqual(result)
      expect(rows.map((row) => JSON.stringify(row))).toEqual(result.map((row) => JSON.stringify(row)))
    })

    it.each(VALUES)('%s', async (_name, expression, value) => {
      const name = await freshCollection(bench(), [
        { n: 5, list: [1, 2, 3], text: 'Größe 中文', d: { a: 1 }, date: D('2026-01-04T22:30:15.007Z') },
      ])
      expect(await run(name, [{ $project: { _id: 0, value: expression } }])).toEqual([{ value }])
    })

    it('leaves out computed fields that have no value', async () => {
      const name = await freshCollection(bench(), [{ _id: 'a', list: [1] }])
      const rows = await run(name, [
        {
          $project: {
            ghost: '$nothing',
            beyond: { $arrayElemAt: ['$list', 5] },
            first: { $arrayElemAt: ['$list', 0] },
          },
        },
      ])
      expect(rows).toEqual([{ _id: 'a', first: 1 }])
      expect(Object.keys(rows[0] as object)).toEqual(['_id', 'first'])
    })

    it('takes the stages of the fluent builder', async () => {
      const { db, _ } = bench()
      const $ = _.aggregate
      const name = await freshCollection(bench(), [
        { k: 'a', n: 1, at: new db.Geo.Point(113, 23) },
        { k: 'b', n: 2 },
        { k: 'a', n: 3 },
      ])
      const grouped = await db
        .collection(name)
        .aggregate()
        .match({ n: _.gt(0) })
        .group({ _id: '$k', n: $['sum']?.('$n') })
        .sort({ n: -1 })
        .skip(0)
        .limit(1)
        .addFields({ x: 1 })
        .end()
      expect((grouped as unknown as { data: unknown[] }).data).toEqual([{ _id: 'a', n: 4, x: 1 }])
      const sampled = await db.collection(name).aggregate().sample({ size: 2 }).end()
      expect(new Set((sampled as unknown as { data: { _id: string }[] }).data.map((row) => row._id)).size).toBe(2)
      const counted = await db.collection(name).aggregate().count('total').end()
      expect((counted as unknown as { data: unknown[] }).data).toEqual([{ total: 3 }])
    })

    it('joins by fields, also by lists, and null with missing', async () => {
      const { db } = bench()
      await db.collection('stocks').add([
        { _id: 's1', itemId: 'i1', q: 1 },
        { _id: 's2', itemId: 'i1', q: 2 },
        { _id: 's3', itemId: 'i2', q: 3 },
        { _id: 's4', q: 4 },
      ])
      const name = await freshCollection(bench(), [{ _id: 'i1' }, { _id: 'i2', refs: ['i1', 'i2'] }, { _id: 'i3' }])
      const byId = await run(name, [
        { $match: { _id: { $in: ['i1', 'i3'] } } },
        { $lookup: { from: 'stocks', localField: '_id', foreignField: 'itemId', as: 'stocks' } },
      ])
      expect(byId).toEqual([
        {
          _id: 'i1',
          stocks: [
            { _id: 's1', itemId: 'i1', q: 1 },
            { _id: 's2', itemId: 'i1', q: 2 },
          ],
        },
        { _id: 'i3', stocks: [] },
      ])
      const byList = (await run(name, [
        { $lookup: { from: 'stocks', localField: 'refs', foreignField: 'itemId', as: 'x.y' } },
      ])) as { x: { y: { _id: string }[] } }[]
      expect(byList.map((row) => row.x.y.map(({ _id }) => _id).sort())).toEqual([['s4'], ['s1', 's2', 's3'], ['s4']])
      await db.collection('plain').add([
        { _id: 'p1', itemId: 'i1' },
        { _id: 'p2', itemId: ['i1', 'i2'] },
      ])
      const unindexed = (await run(name, [
        { $lookup: { from: 'plain', localField: '_id', foreignField: 'itemId', as: 'p' } },
      ])) as { p: { _id: string }[] }[]
      expect(unindexed.map((row) => row.p.map(({ _id }) => _id))).toEqual([['p1', 'p2'], ['p2'], []])
      expect(
        await run(name, [
          { $limit: 1 },
          { $lookup: { from: 'ghost', localField: '_id', foreignField: 'x', as: 'none' } },
        ]),
      ).toEqual([{ _id: 'i1', none: [] }])
      const piped = await run(name, [
        {
          $lookup: {
            from: 'stocks',
            let: { id: '$_id' },
            pipeline: [
              { $match: { $expr: { $eq: ['$itemId', '$$id'] } } },
              { $group: { _id: null, q: { $sum: '$q' } } },
            ],
            as: 'sum',
          },
        },
        { $project: { 'sum.q': 1 } },
      ])
      expect(piped).toEqual([
        { _id: 'i1', sum: [{ q: 3 }] },
        { _id: 'i2', sum: [{ q: 3 }] },
        { _id: 'i3', sum: [] },
      ])
      const both = await run(name, [
        {
          $lookup: {
            from: 'stocks',
            localField: '_id',
            foreignField: 'itemId',
            pipeline: [{ $match: { q: { $gt: 1 } } }],
            as: 'big',
          },
        },
        { $project: { 'big._id': 1 } },
      ])
      expect(both).toEqual([
        { _id: 'i1', big: [{ _id: 's2' }] },
        { _id: 'i2', big: [{ _id: 's3' }] },
        { _id: 'i3', big: [] },
      ])
    })

    it('joins another collection under the first', async () => {
      const name = await freshCollection(bench(), [{ _id: 'a' }])
      const other = await freshCollection(bench(), [
        { _id: 'b', n: 1 },
        { _id: 'c', n: 2 },
      ])
      expect(await run(name, [{ $unionWith: { coll: other, pipeline: [{ $match: { n: 2 } }] } }])).toEqual([
        { _id: 'a' },
        { _id: 'c', n: 2 },
      ])
    })

    it('tells the time of the cloud as $$NOW', async () => {
      const name = await freshCollection(bench(), [{ _id: 'a' }])
      expect(await run(name, [{ $project: { now: '$$NOW' } }])).toEqual([
        { _id: 'a', now: new Date(bench().clock.now) },
      ])
      bench().clock.now += 1000
      expect(await run(name, [{ $project: { now: '$$NOW' } }])).toEqual([
        { _id: 'a', now: new Date(bench().clock.now) },
      ])
    })

    it('leaves joined and unwound documents as they are stored', async () => {
      const name = await freshCollection(bench(), [{ _id: 'a', d: { n: 1 }, l: [{ q: 1 }] }])
      await run(name, [
        { $lookup: { from: name, localField: '_id', foreignField: '_id', as: 'self' } },
        { $unwind: '$self' },
        { $addFields: { 'self.d.n': 99, 'd.n': 98 } },
      ])
      await run(name, [{ $group: { _id: null, rows: { $push: '$$ROOT' } } }, { $addFields: { 'rows.d.n': 97 } }])
      expect(await run(name, [])).toEqual([{ _id: 'a', d: { n: 1 }, l: [{ q: 1 }] }])
    })

    it.each<[string, Stage[], string]>([
      ['an unknown stage', [{ $frobnicate: {} }], 'DATABASE_INVALID_OPERRATOR'],
      ['an unknown expression', [{ $project: { x: { $frobnicate: 1 } } }], 'DATABASE_INVALID_OPERRATOR'],
      ['$out, which would write', [{ $out: 'other' }], 'DATABASE_INVALID_OPERRATOR'],
      ['$merge, which would write', [{ $merge: { into: 'other' } }], 'DATABASE_INVALID_OPERRATOR'],
      [
        '$function, which would run code',
        [{ $addFields: { x: { $function: { body: 'function(){return 1}', args: [], lang: 'js' } } } }],
        'DATABASE_INVALID_OPERRATOR',
      ],
      ['a negative limit', [{ $limit: -1 }], 'DATABASE_REQUEST_FAILED'],
      ['division by zero', [{ $project: { x: { $divide: [1, 0] } } }], 'DATABASE_REQUEST_FAILED'],
      ['a cut through a character', [{ $project: { x: { $substrBytes: ['中', 1, 1] } } }], 'DATABASE_REQUEST_FAILED'],
      ['a mixed projection', [{ $project: { a: 1, b: 0 } }], 'DATABASE_REQUEST_FAILED'],
      [
        'an unknown zone',
        [{ $project: { x: { $hour: { date: '$$NOW', timezone: 'Mars/Base' } } } }],
        'DATABASE_REQUEST_FAILED',
      ],
    ])('refuses %s', async (_name, stages, code) => {
      const name = await freshCollection(bench(), [{ n: 1 }])
      expect((await refused(run(name, stages))).code).toBe(code)
    })
  },
)
