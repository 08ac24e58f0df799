/** The people of the hall: they walk to where something is done, do it, and go home by the airlock. */
import type { PersonView } from '../present/index.ts'
import type { Art } from './drawing.ts'
import type { Easel } from './easel.ts'
import { loadPuppet, puppet, STAND, walking, type Face, type Held, type Pose, type Puppet } from './puppet.ts'

type Who = PersonView['who']
type Doing = PersonView['doing']

const EVERYONE = ['nadia', 'idriss', 'night', 'sami', 'you'] as const satisfies readonly Who[]

/** Feet, and where they look: 1 to the right. */
export interface Stand {
  readonly x: number
  readonly y: number
  readonly facing: 1 | -1
}

export interface Places {
  /** Where somebody does something, knowing what the others do. */
  stand(who: Who, doing: Doing, people: readonly PersonView[]): Stand
  /** Where somebody comes from and leaves by. */
  door(who: Who): Stand
  scale(who: Who): number
}

/** What the body does; the rest is as when standing. */
const POSES: Record<Exclude<Doing, 'away'>, Partial<Pose>> = {
  stand: {},
  sample: { torso: 4, upperFront: -88, foreFront: -24, upperBack: -30, foreBack: -38, head: 4 },
  feed: { torso: 5, upperFront: -84, foreFront: -34, upperBack: -62, foreBack: -40, head: -4 },
  adjust: { torso: 4, upperFront: -62, foreFront: -34, upperBack: -46, foreBack: -44, head: 3 },
  write: { upperFront: 4, foreFront: 26, upperBack: 8, foreBack: -86, head: 8 },
  phone: { upperFront: -104, foreFront: -92, upperBack: 4, foreBack: -14, head: -4 },
  look: { torso: -3, head: -17, upperFront: -128, foreFront: -14, upperBack: 10, foreBack: -12 },
}
const HOLDS: Partial<Record<Doing, Held>> = { write: 'tablet', phone: 'phone', sample: 'bottle' }

const WALK = { slowest: 165, longest_s: 2.1 }
const DOOR_MS = 320

interface Actor {
  readonly who: Who
  readonly figure: Puppet
  readonly scale: number
  at: { x: number; y: number }
  to: Stand
  facing: number
  doing: Doing
  state: 'gone' | 'here' | 'leaving'
  alpha: number
  speed: number
  walked: number
  pose: Pose
  next: number
}

/** In the cold they wear parkas. */
export async function loadCrew(cold = false): Promise<ReadonlyMap<Who, Art>> {
  const dressed = (who: Who) => (cold ? (`${who}InTheCold` as const) : who)
  return new Map(await Promise.all(EVERYONE.map(async (who) => [who, await loadPuppet(dressed(who))] as const)))
}

export function crew(easel: Easel, still: boolean, arts: ReadonlyMap<Who, Art>, places: Places) {
  const actors = EVERYONE.map((who, i): Actor => {
    const scale = places.scale(who)
    const door = places.door(who)
    return {
      who,
      figure: puppet(easel, arts.get(who)!, scale, who === 'sami' || who === 'you' ? 3 : 2),
      scale,
      at: { x: door.x, y: door.y },
      to: door,
      facing: 1,
      doing: 'stand',
      state: 'gone',
      alpha: 0,
      speed: WALK.slowest,
      walked: 0,
      pose: STAND,
      next: 1200 + 900 * i,
    }
  })
  let first = true

  const pace = (actor: Actor): void => {
    const distance = Math.abs(actor.to.x - actor.at.x)
    actor.speed = Math.max(WALK.slowest, distance / WALK.longest_s)
  }

  const show = (people: readonly PersonView[]): void => {
    for (const actor of actors) {
      const seen = people.find(({ who }) => who === actor.who)
      const doing = seen?.doing ?? 'away'
      if (doing === 'away') {
        if (actor.state === 'gone') continue
        actor.to = places.door(actor.who)
        actor.state = still ? 'gone' : 'leaving'
        if (still) actor.alpha = 0
        actor.doing = 'stand'
        pace(actor)
        continue
      }
      const to = places.stand(actor.who, doing, people)
      if (actor.state === 'gone') {
        const door = first || still ? to : places.door(actor.who)
        actor.at = { x: door.x, y: door.y }
        actor.alpha = first || still ? 1 : 0
        actor.facing = to.facing
      }
      actor.state = 'here'
      actor.doing = doing
      actor.to = to
      if (first || still) {
        actor.at = { x: to.x, y: to.y }
        actor.facing = to.facing
        actor.alpha = 1
        actor.pose = { ...STAND, ...POSES[doing] }
      }
      pace(actor)
    }
    for (const actor of actors) if (first || still) draw(actor, 0)
    first = false
  }

  const toward = (now: number, goal: number, by: number): number =>
    Math.abs(goal - now) <= by ? goal : now + Math.sign(goal - now) * by

  /** Small life: breath, weight from one leg to the other, a blink. */
  function draw(actor: Actor, now_ms: number): void {
    const resting = actor.at.x === actor.to.x
    const beat = (now_ms + actor.next * 3) / 1000
    const shift = still ? 0 : Math.min(Math.max(Math.sin(beat * 0.62) * 2.4, -1), 1)
    const breath = still ? 0 : Math.sin(beat * 1.7) * 0.6
    const busy = resting && !still ? Math.sin(beat * 5.2) : 0
    const { pose, doing } = actor
    const lively: Pose = {
      ...pose,
      torso: pose.torso + breath * 0.5 + shift * 0.5,
      head: pose.head - breath + (doing === 'stand' && !still ? Math.sin(beat * 0.31) * 2 : 0),
      foreFront: pose.foreFront + (doing === 'write' || doing === 'adjust' ? busy * 6 : 0),
    }
    const chews = actor.who === 'sami' && resting && doing === 'stand' && !still && Math.sin(beat * 0.5) > -0.4
    const face: Face = {
      blink: !still && resting && beat % 4.1 < 0.13,
      gape: doing === 'look' && actor.who !== 'idriss',
      chew: chews ? 0.5 + 0.5 * Math.sin(beat * 7) : 0,
      held: actor.who === 'night' && (!resting || doing !== 'write') ? 'lamp' : resting ? (HOLDS[doing] ?? null) : null,
    }
    const sway = resting ? shift * 1.8 : 0
    actor.figure.draw({ ...actor.at, facing: actor.facing, sway, alpha: actor.alpha }, lively, face)
  }

  return {
    show,
    /** Where the light of the night crew is, or null. */
    lamp(): { x: number; y: number; alpha: number } | null {
      const night = actors.find(({ who }) => who === 'night')!
      if (night.state === 'gone') return null
      return { x: night.at.x + night.facing * 34 * night.scale, y: night.at.y - 62 * night.scale, alpha: night.alpha }
    },
    /** Mouths of those who are there, and which way they breathe. */
    mouths: (): { x: number; y: number; facing: number; alpha: number }[] =>
      actors
        .filter(({ alpha }) => alpha > 0)
        .map(({ at, facing, scale, alpha }) => ({
          x: at.x + facing * 16 * scale,
          y: at.y - 144 * scale,
          facing: Math.sign(facing) || 1,
          alpha,
        })),
    /** Whether somebody is near a place of the floor: for a door. */
    near: (x: number, reach: number): boolean =>
      actors.some(({ state, at, to }) => state !== 'gone' && at.x !== to.x && Math.abs(at.x - x) < reach),
    frame(now_ms: number, step_ms: number): void {
      if (still) return
      for (const actor of actors) {
        if (actor.state === 'gone') {
          if (actor.alpha > 0) {
            actor.alpha = 0
            draw(actor, now_ms)
          }
          continue
        }
        const walks = actor.at.x !== actor.to.x
        if (walks) {
          // Through the door first, then the way.
          if (actor.state === 'here' && actor.alpha < 1) actor.alpha = Math.min(actor.alpha + step_ms / DOOR_MS, 1)
          const before = actor.at.x
          const way = actor.to.x - before
          const x = toward(before, actor.to.x, (actor.speed * step_ms) / 1000)
          const share = way === 0 ? 1 : (x - before) / way
          actor.at = { x, y: actor.at.y + (actor.to.y - actor.at.y) * share }
          actor.walked += Math.abs(x - before) / actor.scale
          actor.facing = toward(actor.facing, Math.sign(way), step_ms / 90)
        } else {
          actor.at = { x: actor.to.x, y: actor.to.y }
          if (actor.state === 'leaving') {
            actor.alpha -= step_ms / DOOR_MS
            if (actor.alpha <= 0) {
              actor.alpha = 0
              actor.state = 'gone'
            }
          } else {
            actor.alpha = Math.min(actor.alpha + step_ms / DOOR_MS, 1)
            actor.facing = toward(actor.facing, actor.to.facing, step_ms / 90)
          }
        }
        const held: Partial<Pose> = actor.who === 'night' && walks ? { upperFront: -30, foreFront: -38 } : {}
        const goal: Pose = walks
          ? { ...walking(actor.walked), ...held }
          : { ...STAND, ...(actor.doing === 'away' ? {} : POSES[actor.doing]) }
        actor.pose = blend(actor.pose, goal, Math.min(step_ms / (walks ? 60 : 130), 1))
        draw(actor, now_ms)
      }
    },
  }
}

function blend(from: Pose, to: Pose, share: number): Pose {
  const mix = (bone: keyof Pose): number => from[bone] + (to[bone] - from[bone]) * share
  return {
    torso: mix('torso'),
    head: mix('head'),
    upperBack: mix('upperBack'),
    foreBack: mix('foreBack'),
    upperFront: mix('upperFront'),
    foreFront: mix('foreFront'),
    thighBack: mix('thighBack'),
    shinBack: mix('shinBack'),
    thighFront: mix('thighFront'),
    shinFront: mix('shinFront'),
  }
}
