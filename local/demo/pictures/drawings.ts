/** Which drawing belongs to which picture file of items.json. A new item needs one line here. */
import { blue, green, orange, picture, red, steel, white } from './svg'
import * as door from './shapes/door-hardware'
import * as electrical from './shapes/electrical'
import * as fasteners from './shapes/fasteners'
import * as hand from './shapes/hand-tools'
import * as lighting from './shapes/lighting'
import * as plumbing from './shapes/plumbing'
import * as power from './shapes/power-tools'
import * as sealants from './shapes/sealants'

const ground = {
  fasteners: '#e3e9ef',
  power: '#fbe9d6',
  hand: '#e5eedd',
  plumbing: '#d9ecef',
  electrical: '#e6e0f0',
  lighting: '#fbefc6',
  sealants: '#f4e1dc',
  door: '#ebe5d8',
}

/** Every picture as SVG, by its file name without the ending. */
export const drawings: Readonly<Record<string, string>> = {
  'm4-16': picture(ground.fasteners, fasteners.panScrews()),
  'm6-20': picture(ground.fasteners, fasteners.hexBolts({ length: 150, width: 36 })),
  'm8-30': picture(ground.fasteners, fasteners.hexBolts({ length: 230, width: 44 })),
  'nut-m6': picture(ground.fasteners, fasteners.nuts('plain')),
  'locknut-m8': picture(ground.fasteners, fasteners.nuts('locking')),
  'washer-m6': picture(ground.fasteners, fasteners.washers()),
  'selftap-4-25': picture(ground.fasteners, fasteners.selfTappers()),
  'drywall-35': picture(ground.fasteners, fasteners.drywallScrews()),
  'anchor-m8': picture(ground.fasteners, fasteners.expansionBolt(0.78)),
  'anchor-m10': picture(ground.fasteners, fasteners.expansionBolt(0.98)),
  'plug-8': picture(ground.fasteners, fasteners.wallPlugs()),
  'drill-12': picture(ground.power, power.cordlessDrill({ tone: blue, battery: 'slim' })),
  'drill-20': picture(ground.power, power.cordlessDrill({ tone: orange, battery: 'large', hammer: true })),
  'hammer-26': picture(ground.power, power.rotaryHammer()),
  'grinder-100': picture(ground.power, power.angleGrinder()),
  'bits-13': picture(ground.power, power.drillBits()),
  'disc-100': picture(ground.power, power.cuttingDiscs()),
  'toolbox-a': picture(ground.hand, hand.toolBox()),
  'wrench-adj-10': picture(ground.hand, hand.adjustableWrench()),
  'wrench-14': picture(ground.hand, hand.combinationWrench()),
  'hexkeys-9': picture(ground.hand, hand.hexKeys()),
  'hammer-16': picture(ground.hand, hand.clawHammer()),
  'screwdriver-ph2': picture(ground.hand, hand.screwdriver(red)),
  'pliers-8': picture(ground.hand, hand.pliers('combination', red)),
  'pliers-6n': picture(ground.hand, hand.pliers('needle', blue)),
  'tape-5': picture(ground.hand, hand.tapeMeasure()),
  'saw-18': picture(ground.hand, hand.handSaw()),
  'level-60': picture(ground.hand, hand.spiritLevel()),
  'ppr-elbow-20': picture(ground.plumbing, plumbing.pipeElbow()),
  'ppr-tee-20': picture(ground.plumbing, plumbing.pipeTee()),
  'ppr-pipe-20': picture(ground.plumbing, plumbing.pipes()),
  'valve-15': picture(ground.plumbing, plumbing.ballValve()),
  'angle-15': picture(ground.plumbing, plumbing.angleValve()),
  'faucet-1': picture(ground.plumbing, plumbing.faucet()),
  'hose-50': picture(ground.plumbing, plumbing.braidedHose()),
  'ptfe-20': picture(ground.plumbing, plumbing.threadTape()),
  'switch-1': picture(ground.electrical, electrical.wallSwitch()),
  'socket-5': picture(ground.electrical, electrical.wallSocket('plain')),
  'socket-usb': picture(ground.electrical, electrical.wallSocket('usb')),
  'strip-4': picture(ground.electrical, electrical.powerStrip()),
  'wire-25': picture(ground.electrical, electrical.wireCoil()),
  'breaker-c20': picture(ground.electrical, electrical.circuitBreaker()),
  'etape-18': picture(ground.electrical, electrical.tapeRolls()),
  'bulb-9': picture(ground.lighting, lighting.bulb({ glow: '#ffe9a3', shade: '#f6cf62', scale: 0.86 })),
  'bulb-15': picture(ground.lighting, lighting.bulb({ glow: '#f7fbff', shade: '#cfe3f2', scale: 1 })),
  'tube-12': picture(ground.lighting, lighting.tubes()),
  'downlight-3': picture(ground.lighting, lighting.downlight()),
  'flood-50': picture(ground.lighting, lighting.floodlight()),
  'torch-18': picture(ground.lighting, lighting.torch()),
  'silicone-white': picture(ground.sealants, sealants.cartridge({ body: white, label: blue, bead: white.light })),
  'silicone-clear': picture(ground.sealants, sealants.cartridge({ body: steel, label: green, bead: '#d9e6ea' })),
  'gun-9': picture(ground.sealants, sealants.caulkingGun()),
  'epoxy-ab': picture(ground.sealants, sealants.glueTubes()),
  'glue-502': picture(ground.sealants, sealants.glueBottle()),
  'foam-750': picture(ground.sealants, sealants.foamCan()),
  'padlock-40': picture(ground.door, door.padlock()),
  'lock-room': picture(ground.door, door.leverLock()),
  'hinge-4': picture(ground.door, door.buttHinge()),
  'hinge-cup': picture(ground.door, door.cupHinge()),
  'handle-128': picture(ground.door, door.cabinetHandle()),
}
