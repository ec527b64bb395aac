/** The arrows of the house: who may lean on whom. `npm run deps:check` fails on any other arrow. */
const areas = '^src/(?!shared/|ports/|adapters/)([^/]+)/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'areas-through-their-index',
      comment: 'an area uses another area only through its index.ts',
      severity: 'error',
      from: { path: areas },
      to: { path: areas, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'areas-know-no-outside',
      comment: 'the business knows ports, never adapters, doors, screens or the embedded cloud',
      severity: 'error',
      from: { path: areas },
      to: { path: '^(src/adapters|cloudfunctions|miniprogram|local|config|tests|bench)/' },
    },
    {
      name: 'areas-know-no-sdk',
      severity: 'error',
      from: { path: [areas, '^src/(shared|ports)/'] },
      to: { path: 'node_modules/(@cloudbase|@tarojs|wx-server-sdk|lmdb|mingo)|^(http|https|fs|net)$' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^(src/(?!shared/)|cloudfunctions|miniprogram|local)' },
    },
    {
      name: 'ports-know-shared-only',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { path: '^src/(?!ports/|shared/)' },
    },
    {
      name: 'adapters-know-ports',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^(cloudfunctions|miniprogram|local)/' },
    },
    {
      name: 'screens-see-types-only',
      comment:
        'from src/ the mini-program takes types (and the few constants of src/shared), so no business reaches the phone',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(src/(?!shared/)|cloudfunctions|local|config)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cloud-knows-no-business',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(src|cloudfunctions|miniprogram)/' },
    },
    {
      name: 'doors-know-business',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^(local|miniprogram|config)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/|\\.test\\.ts$' },
      to: { path: '^(tests|bench)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(wxs|plugin)' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
