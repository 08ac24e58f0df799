import {
  asCode,
  type Assignment,
  type BoardFault,
  type BoardLearner,
  type BoardProgress,
  type BoardResult,
  type ClassBoard,
  type ClassMember,
  type ClassMessage,
  lotFor,
  type ReplayedResult,
  type ResultJudged,
  type ResultState,
  runName,
  type Scenario,
  scenarioOf,
  type SentFault,
  type Signature,
  type Whereabouts,
} from '../share/index.ts'
import type { Database, Reader, Writer } from './database.ts'
import {
  drawClassCode,
  drawId,
  drawOne,
  drawPersonalCode,
  drawSecret,
  hashOf,
  passwordHash,
  sameHash,
  samePassword,
} from './secrets.ts'
import type { Shapes } from './shapes.ts'
import type { Tables } from './tables.ts'

/** Why something was not done. The words are the page's. */
export type Refusal =
  | 'unknown'
  | 'password'
  | 'code'
  | 'taken'
  | 'full'
  | 'scenario'
  | 'assignment'
  | 'notOpen'
  | 'otherLot'
  | 'otherContent'
  | 'crowded'
  | 'alone'

export class Refused extends Error {
  readonly code: Refusal
  constructor(code: Refusal) {
    super(code)
    this.code = code
  }
}
/** Inside a transaction a refusal is thrown: nothing of it may be kept. */
const refuse = (code: Refusal): never => {
  throw new Refused(code)
}

const DAY_MS = 86_400_000
const SESSION_MS = DAY_MS
/** A class is a class; for a whole school there are several. */
const MOST_LEARNERS = 400
const MOST_ASSIGNMENTS = 60
const MOST_RESULTS = 200
const MOST_RUNS = 60
const MOST_SAVES = 40
/** Not replayed yet, of all classes: more are asked to come again. */
const MOST_WAITING = 20_000
const MOST_MESSAGES = 50
const MOST_FAULTS = 2000
const MOST_SIGNATURES = 200
/** Who was heard of within so long is there. */
const PRESENT_MS = 90_000

export type ClassRow = Tables['classes']
export type LearnerRow = Tables['learners']

/** Everything a class can be asked, for whoever has shown the right to ask. */
export type Classes = ReturnType<typeof classesOn>

export function classesOn({ read, write }: Pick<Database, 'read' | 'write'>, now: () => number = Date.now) {
  const classByCode = (code: string) =>
    read
      .selectFrom('classes')
      .selectAll()
      .where('code', '=', asCode(code))
      .where('gone_ms', '>', now())
      .executeTakeFirst()

  async function newToken(writer: Writer, learner: string): Promise<string> {
    const secret = drawSecret()
    await writer
      .insertInto('tokens')
      .values({ hash: hashOf(secret), learner_id: learner, made_ms: now() })
      .execute()
    return secret
  }

  async function newSession(writer: Writer, id: string): Promise<string> {
    const session = drawSecret()
    await writer.deleteFrom('sessions').where('until_ms', '<=', now()).execute()
    await writer
      .insertInto('sessions')
      .values({ hash: hashOf(session), class_id: id, until_ms: now() + SESSION_MS })
      .execute()
    return `${id}.${session}.session`
  }

  return {
    // ── Who asks

    async create({ title, days, password }: Shapes['newClass']) {
      const id = drawId()
      const secret = drawSecret()
      const password_hash = password === undefined ? null : await passwordHash(password)
      const code = await write(async (writer) => {
        for (;;) {
          const code = drawClassCode()
          const made = await writer
            .insertInto('classes')
            .values({
              id,
              code,
              title,
              owner_hash: hashOf(secret),
              password_hash,
              made_ms: now(),
              gone_ms: now() + days * DAY_MS,
              paused: 0,
              topic: null,
            })
            .onConflict((c) => c.column('code').doNothing())
            .returning('code')
            .executeTakeFirst()
          if (made) return code
        }
      })
      return { id, code, secret: `${id}.${secret}` }
    },

    /** The class whose owner's secret this is; `password`: it is, and a password is asked for besides. */
    async owned(bearer: string): Promise<ClassRow | 'password' | null> {
      const [id = '', secret = '', kind] = bearer.split('.')
      const found = await read.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirst()
      if (!found || found.gone_ms <= now()) return null
      if (kind === 'session') {
        const session = await read
          .selectFrom('sessions')
          .selectAll()
          .where('hash', '=', hashOf(secret))
          .where('class_id', '=', id)
          .where('until_ms', '>', now())
          .executeTakeFirst()
        return session ? found : null
      }
      if (!sameHash(secret, found.owner_hash)) return null
      return found.password_hash === null ? found : 'password'
    },

    /** For whom a platform vouches: a session of a day. */
    sessionOf: (id: string) => write((writer) => newSession(writer, id)),

    /** Shown secret and password: a session of a day. */
    async openWith(bearer: string, password: string): Promise<string | null> {
      const [id = '', secret = ''] = bearer.split('.')
      const found = await read.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirst()
      if (!found || found.gone_ms <= now() || !sameHash(secret, found.owner_hash)) return null
      if (found.password_hash === null || !(await samePassword(password, found.password_hash))) return null
      return write((writer) => newSession(writer, id))
    },

    async learner(bearer: string): Promise<LearnerRow | null> {
      const found = await read
        .selectFrom('tokens')
        .innerJoin('learners', 'learners.id', 'tokens.learner_id')
        .innerJoin('classes', 'classes.id', 'learners.class_id')
        .selectAll('learners')
        .where('tokens.hash', '=', hashOf(bearer))
        .where('classes.gone_ms', '>', now())
        .executeTakeFirst()
      return found ?? null
    },

    // ── A learner comes

    async join({ code, pseudonym }: Shapes['join']) {
      const found = (await classByCode(code)) ?? refuse('code')
      return this.joinById(found.id, pseudonym)
    },

    /** Into a class that was found otherwise; `besides` is kept with it or not at all. */
    joinById(
      classId: string,
      pseudonym: string,
      besides: (writer: Writer, learner: string) => Promise<unknown> = async () => {},
    ) {
      const id = drawId()
      const personalCode = drawPersonalCode()
      return write(async (writer, tell) => {
        const found = await writer.selectFrom('classes').selectAll().where('id', '=', classId).executeTakeFirstOrThrow()
        const { n } = await writer
          .selectFrom('learners')
          .select((s) => s.fn.countAll<number>().as('n'))
          .where('class_id', '=', found.id)
          .executeTakeFirstOrThrow()
        if (Number(n) >= MOST_LEARNERS) refuse('full')
        const made = await writer
          .insertInto('learners')
          .values({
            id,
            class_id: found.id,
            pseudonym,
            name_key: nameKey(pseudonym),
            code_hash: hashOf(`${id}.${asCode(personalCode)}`),
            joined_ms: now(),
            seen_ms: now(),
          })
          .onConflict((c) => c.columns(['class_id', 'name_key']).doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!made) refuse('taken')
        await besides(writer, id)
        const token = await newToken(writer, id)
        tell({ class: found.id, to: 'owner', kind: 'joined', body: learnerView({ id, pseudonym, seen_ms: now() }) })
        return { learner: id, token, personalCode, pseudonym, class: { title: found.title } }
      })
    },

    /** A place that a learner has, on one more machine: for whom a platform vouches. */
    placeOf: (learner: string) =>
      write(async (writer) => {
        const { id, pseudonym, title } = await writer
          .selectFrom('learners')
          .innerJoin('classes', 'classes.id', 'learners.class_id')
          .select(['learners.id', 'learners.pseudonym', 'classes.title'])
          .where('learners.id', '=', learner)
          .executeTakeFirstOrThrow()
        return { learner: id, token: await newToken(writer, id), pseudonym, class: { title } }
      }),

    async resume({ code, pseudonym, personalCode }: Shapes['resume']) {
      const found = (await classByCode(code)) ?? refuse('code')
      const learner = await read
        .selectFrom('learners')
        .selectAll()
        .where('class_id', '=', found.id)
        .where('name_key', '=', nameKey(pseudonym))
        .executeTakeFirst()
      // The same answer whether nobody is called so or the code is another's.
      const known = learner && sameHash(`${learner.id}.${asCode(personalCode)}`, learner.code_hash)
      if (!known) return refuse('code')
      const token = await write((writer) => newToken(writer, learner.id))
      return { learner: learner.id, token, pseudonym: learner.pseudonym, class: { title: found.title } }
    },

    // ── What a learner does

    async mine(learner: LearnerRow): Promise<ClassMember> {
      const [own, assignments, results, saves, messages, faults, signatures] = await Promise.all([
        read.selectFrom('classes').selectAll().where('id', '=', learner.class_id).executeTakeFirstOrThrow(),
        read
          .selectFrom('assignments')
          .selectAll()
          .where('class_id', '=', learner.class_id)
          .orderBy('opens_ms')
          .execute(),
        read.selectFrom('results').select(SHOWN).where('learner_id', '=', learner.id).execute(),
        read.selectFrom('saves').select(['name', 'at_ms']).where('learner_id', '=', learner.id).execute(),
        read
          .selectFrom('messages')
          .selectAll()
          .where('class_id', '=', learner.class_id)
          .where((e) => e.or([e('learner_id', 'is', null), e('learner_id', '=', learner.id)]))
          .orderBy('sent_ms', 'desc')
          .limit(10)
          .execute(),
        read
          .selectFrom('brought')
          .selectAll()
          .where('learner_id', '=', learner.id)
          .where('state', '=', 'sent')
          .orderBy('sent_ms')
          .execute(),
        signaturesOf(read, learner.id),
      ])
      return {
        learner: learner.id,
        pseudonym: learner.pseudonym,
        class: { title: own.title, paused: own.paused === 1, topic: own.topic },
        now_ms: now(),
        assignments: assignments.map(assignmentView),
        results: results.map((r) => {
          // Whose decisions are whose is the owner's to see.
          const { learner: _, digest: __, received_ms: ___, ...shown } = resultView(r)
          return shown
        }),
        saves,
        messages: messages.map(messageView),
        faults: faults.map(sentView),
        signatures,
      }
    },

    keepProgress: (learner: LearnerRow, run: string, { assignment, ...body }: Shapes['progress']) =>
      write(async (writer, tell) => {
        if (assignment !== null) await assignmentOf(writer, learner.class_id, assignment)
        const before = await writer
          .selectFrom('progress')
          .selectAll()
          .where('learner_id', '=', learner.id)
          .where('run', '=', run)
          .executeTakeFirst()
        const last = before && (JSON.parse(before.body) as typeof body)
        const at_ms = now()
        const row = {
          learner_id: learner.id,
          run,
          assignment_id: assignment,
          began_ms: before?.began_ms ?? at_ms,
          at_ms,
          acted_ms: before && last?.decisions === body.decisions ? before.acted_ms : at_ms,
          body: JSON.stringify(body),
        }
        await writer
          .insertInto('progress')
          .values(row)
          .onConflict((c) => c.columns(['learner_id', 'run']).doUpdateSet(row))
          .execute()
        if (!before) await forgetOldest(writer, 'progress', learner.id, MOST_RUNS)
        await writer.updateTable('learners').set({ seen_ms: at_ms }).where('id', '=', learner.id).execute()
        tell({
          class: learner.class_id,
          to: 'owner',
          kind: 'progress',
          body: progressView(row),
        })
      }),

    /** Kept first, replayed after: what this answers is on the disk. */
    handIn: (learner: LearnerRow, key: string, { assignment, run, result }: Shapes['result']) =>
      write(async (writer, tell) => {
        const body = JSON.stringify(result)
        const content_hash = hashOf(JSON.stringify([assignment, body]))
        const sentBefore = async (): Promise<{ state: ResultState; again: true } | null> => {
          const before = await writer
            .selectFrom('results')
            .select(['content_hash', 'state'])
            .where('learner_id', '=', learner.id)
            .where('key', '=', key)
            .executeTakeFirst()
          if (before && before.content_hash !== content_hash) refuse('otherContent')
          return before ? { state: before.state, again: true } : null
        }
        const before = await sentBefore()
        if (before) return before
        const received_ms = now()
        let late = 0
        if (assignment !== null) {
          const given = await assignmentOf(writer, learner.class_id, assignment)
          if (received_ms < given.opens_ms) refuse('notOpen')
          if (!isLotOf(scenarioOf(given.scenario), result, learner.id)) refuse('otherLot')
          if (given.closes_ms !== null && received_ms > given.closes_ms) late = 1
        }
        const counted = await writer
          .selectFrom('results')
          .select((s) => s.fn.countAll<number>().as('n'))
          .where('learner_id', '=', learner.id)
          .executeTakeFirstOrThrow()
        if (Number(counted.n) >= MOST_RESULTS) refuse('full')
        const waiting = await writer
          .selectFrom('results')
          .select((s) => s.fn.countAll<number>().as('n'))
          .where('state', '=', 'waiting')
          .executeTakeFirstOrThrow()
        if (Number(waiting.n) >= MOST_WAITING) refuse('crowded')
        const row = {
          learner_id: learner.id,
          key,
          class_id: learner.class_id,
          assignment_id: assignment,
          level: result.record.level.id,
          seed: result.record.seed,
          content_hash,
          body,
          received_ms,
          late,
          state: 'waiting' as const,
          judged: null,
          digest: null,
          lease_ms: 0,
          attempts: 0,
          strange: (await isStrange(writer, learner.id, result.record)) ? 1 : 0,
        }
        const kept = await writer
          .insertInto('results')
          .values(row)
          .onConflict((c) => c.columns(['learner_id', 'key']).doNothing())
          .returning('key')
          .executeTakeFirst()
        // The same, sent twice at once to two instances.
        if (!kept) return (await sentBefore())!
        if (run !== undefined)
          await writer.deleteFrom('saves').where('learner_id', '=', learner.id).where('name', '=', run).execute()
        tell({ class: learner.class_id, to: learner.id, kind: 'result', body: resultView(row) })
        return { state: 'waiting' as ResultState, again: false }
      }),

    keepSave: (learner: LearnerRow, name: string, save: Shapes['save']) =>
      write(async (writer) => {
        const row = { learner_id: learner.id, name, body: JSON.stringify(save), at_ms: now() }
        await writer
          .insertInto('saves')
          .values(row)
          .onConflict((c) => c.columns(['learner_id', 'name']).doUpdateSet(row))
          .execute()
        await forgetOldest(writer, 'saves', learner.id, MOST_SAVES)
      }),

    async save(learner: LearnerRow, name: string): Promise<unknown> {
      const found = await read
        .selectFrom('saves')
        .select('body')
        .where('learner_id', '=', learner.id)
        .where('name', '=', name)
        .executeTakeFirst()
      return found ? (JSON.parse(found.body) as unknown) : refuse('unknown')
    },

    /** A run has taken a fault, at this plant second; or it could not come there any more. */
    takeFault: (learner: LearnerRow, id: string, { at_s }: Shapes['broughtFault']) =>
      write(async (writer, tell) => {
        const row = await writer
          .updateTable('brought')
          .set({ state: at_s === null ? 'refused' : 'taken', at_s })
          .where('id', '=', id)
          .where('learner_id', '=', learner.id)
          .where('state', '=', 'sent')
          .returningAll()
          .executeTakeFirst()
        // Told twice, after an answer that was lost on the way.
        if (row) tell({ class: learner.class_id, to: 'owner', kind: 'fault', body: faultView(row) })
      }),

    /** A line to be signed by somebody else too: one of those who are there, not the one asked before. */
    askSignature: (learner: LearnerRow, { run, line, says }: Shapes['signature']) =>
      write(async (writer, tell) => {
        const before = await writer
          .selectFrom('signatures')
          .selectAll()
          .where('learner_id', '=', learner.id)
          .orderBy('asked_ms', 'desc')
          .execute()
        if (before.length >= MOST_SIGNATURES) refuse('full')
        const there = await writer
          .selectFrom('learners')
          .select('id')
          .where('class_id', '=', learner.class_id)
          .where('id', '!=', learner.id)
          .where('seen_ms', '>', now() - PRESENT_MS)
          .execute()
        const fresh = there.filter(({ id }) => id !== before[0]?.witness_id)
        const witness = drawOne(fresh.length ? fresh : there) ?? refuse('alone')
        // One of them waits for an answer; what was asked of another is no longer asked.
        await writer
          .deleteFrom('signatures')
          .where('learner_id', '=', learner.id)
          .where('run', '=', run)
          .where('line', '=', line)
          .where('state', '=', 'asked')
          .execute()
        const row = {
          id: drawId(),
          class_id: learner.class_id,
          learner_id: learner.id,
          witness_id: witness.id,
          run,
          line,
          body: says,
          state: 'asked' as const,
          asked_ms: now(),
        }
        await writer.insertInto('signatures').values(row).execute()
        for (const to of [learner.id, witness.id])
          tell({ class: learner.class_id, to, kind: 'signatures', body: await signaturesOf(writer, to) })
        return { id: row.id }
      }),

    answerSignature: (learner: LearnerRow, id: string, { signed }: Shapes['signed']) =>
      write(async (writer, tell) => {
        const row = await writer
          .updateTable('signatures')
          .set({ state: signed ? 'signed' : 'refused' })
          .where('id', '=', id)
          .where('witness_id', '=', learner.id)
          .where('state', '=', 'asked')
          .returning(['learner_id'])
          .executeTakeFirst()
        if (!row) refuse('unknown')
        for (const to of [learner.id, row!.learner_id])
          tell({ class: learner.class_id, to, kind: 'signatures', body: await signaturesOf(writer, to) })
      }),

    /** Of the learner's own will or the owner's: nothing of them stays. */
    forget: (classId: string, learner: string) =>
      write(async (writer, tell) => {
        const gone = await writer
          .deleteFrom('learners')
          .where('id', '=', learner)
          .where('class_id', '=', classId)
          .executeTakeFirst()
        if (gone.numDeletedRows === 0n) refuse('unknown')
        tell({ class: classId, to: learner, kind: 'left', body: { learner } })
      }),

    // ── What the owner does

    /** All that the board shows. */
    async board({ id, code, title, gone_ms, paused, topic }: ClassRow): Promise<ClassBoard> {
      const [learners, assignments, progress, results, faults] = await Promise.all([
        read.selectFrom('learners').selectAll().where('class_id', '=', id).orderBy('joined_ms').execute(),
        read.selectFrom('assignments').selectAll().where('class_id', '=', id).orderBy('opens_ms').execute(),
        read
          .selectFrom('progress')
          .innerJoin('learners', 'learners.id', 'progress.learner_id')
          .selectAll('progress')
          .where('learners.class_id', '=', id)
          .execute(),
        read.selectFrom('results').select(SHOWN).where('class_id', '=', id).orderBy('received_ms').execute(),
        read.selectFrom('brought').selectAll().where('class_id', '=', id).orderBy('sent_ms').execute(),
      ])
      return {
        class: { code, title, gone_ms, paused: paused === 1, topic },
        now_ms: now(),
        assignments: assignments.map(assignmentView),
        learners: learners.map(learnerView),
        progress: progress.map(progressView),
        results: results.map(resultView),
        faults: faults.map(faultView),
      }
    },

    change: ({ id }: ClassRow, { title, days, paused, topic }: Shapes['changedClass']) =>
      write(async (writer, tell) => {
        const changes = {
          ...(title !== undefined && { title }),
          ...(days !== undefined && { gone_ms: now() + days * DAY_MS }),
          // What is talked about ends with the pause.
          ...(paused !== undefined && { paused: paused ? 1 : 0, topic: null }),
          ...(topic !== undefined && { topic: topic === '' ? null : topic }),
        }
        if (Object.keys(changes).length) await writer.updateTable('classes').set(changes).where('id', '=', id).execute()
        const row = await writer.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        tell({ class: id, to: 'all', kind: 'class', body: { paused: row.paused === 1, topic: row.topic } })
        return { code: row.code, title: row.title, gone_ms: row.gone_ms, paused: row.paused === 1, topic: row.topic }
      }),

    erase: ({ id }: ClassRow) =>
      write(async (writer, tell) => {
        await writer.deleteFrom('classes').where('id', '=', id).execute()
        tell({ class: id, to: 'all', kind: 'gone', body: null })
      }),

    assign: ({ id }: Pick<ClassRow, 'id'>, { scenario, opens_ms, closes_ms }: Shapes['assignment']) =>
      write(async (writer, tell) => {
        if (typeof scenarioOf(scenario) === 'string') refuse('scenario')
        const opens = opens_ms ?? now()
        if (closes_ms !== undefined && closes_ms !== null && closes_ms <= opens) refuse('assignment')
        const { n } = await writer
          .selectFrom('assignments')
          .select((s) => s.fn.countAll<number>().as('n'))
          .where('class_id', '=', id)
          .executeTakeFirstOrThrow()
        if (Number(n) >= MOST_ASSIGNMENTS) refuse('full')
        const row = {
          id: drawId(),
          class_id: id,
          scenario,
          opens_ms: opens,
          closes_ms: closes_ms ?? null,
          made_ms: now(),
        }
        await writer.insertInto('assignments').values(row).execute()
        tell({ class: id, to: 'all', kind: 'again', body: null })
        return assignmentView(row)
      }),

    reassign: ({ id }: ClassRow, assignment: string, changes: Shapes['changedAssignment']) =>
      write(async (writer, tell) => {
        const before = await assignmentOf(writer, id, assignment)
        const { opens_ms = before.opens_ms, closes_ms = before.closes_ms } = changes
        if (closes_ms !== null && closes_ms <= opens_ms) refuse('assignment')
        await writer.updateTable('assignments').set({ opens_ms, closes_ms }).where('id', '=', assignment).execute()
        tell({ class: id, to: 'all', kind: 'again', body: null })
        return assignmentView({ ...before, opens_ms, closes_ms })
      }),

    unassign: ({ id }: Pick<ClassRow, 'id'>, assignment: string) =>
      write(async (writer, tell) => {
        await assignmentOf(writer, id, assignment)
        await writer.deleteFrom('assignments').where('id', '=', assignment).execute()
        tell({ class: id, to: 'all', kind: 'again', body: null })
      }),

    say: ({ id }: ClassRow, { to, text }: Shapes['message']) =>
      write(async (writer, tell) => {
        if (to !== null) {
          const known = await writer
            .selectFrom('learners')
            .select('id')
            .where('id', '=', to)
            .where('class_id', '=', id)
            .executeTakeFirst()
          if (!known) refuse('unknown')
        }
        const row = { id: drawId(), class_id: id, learner_id: to, body: JSON.stringify({ text }), sent_ms: now() }
        await writer.insertInto('messages').values(row).execute()
        const old = await writer
          .selectFrom('messages')
          .select('id')
          .where('class_id', '=', id)
          .orderBy('sent_ms', 'desc')
          .offset(MOST_MESSAGES)
          .limit(MOST_MESSAGES)
          .execute()
        if (old.length)
          await writer
            .deleteFrom('messages')
            .where(
              'id',
              'in',
              old.map((m) => m.id),
            )
            .execute()
        tell({ class: id, to: to ?? 'all', kind: 'message', body: messageView(row) })
        return { id: row.id }
      }),

    /** A fault of the level comes in the runs of those who are at it, or of one of them. */
    letCome: ({ id }: ClassRow, { to, level, fault, cause }: Shapes['fault']) =>
      write(async (writer, tell) => {
        const open = await writer
          .selectFrom('progress')
          .innerJoin('learners', 'learners.id', 'progress.learner_id')
          .selectAll('progress')
          .where('learners.class_id', '=', id)
          .$if(to !== null, (q) => q.where('learners.id', '=', to!))
          .orderBy('progress.at_ms', 'desc')
          .execute()
        // The lot each is in now: the one heard of last.
        const last = open.filter((p, i) => open.findIndex((q) => q.learner_id === p.learner_id) === i)
        const runs = last
          .map(({ learner_id, run, body }) => ({ learner_id, run, where: JSON.parse(body) as Whereabouts }))
          .filter(({ where }) => where.level === level && !where.over)
        if (runs.length === 0) refuse('unknown')
        const { n } = await writer
          .selectFrom('brought')
          .select((s) => s.fn.countAll<number>().as('n'))
          .where('class_id', '=', id)
          .executeTakeFirstOrThrow()
        if (Number(n) + runs.length > MOST_FAULTS) refuse('full')
        for (const { learner_id, run, where } of runs) {
          const row = {
            id: drawId(),
            class_id: id,
            learner_id,
            run,
            fault,
            cause,
            sent_ms: now(),
            from_s: where.at_s,
            state: 'sent' as const,
            at_s: null,
          }
          await writer.insertInto('brought').values(row).execute()
          tell({ class: id, to: learner_id, kind: 'fault', body: faultView(row) })
        }
        return { sent: runs.length }
      }),

    /** Results as they were handed in, oldest first. */
    results: ({ id }: ClassRow) =>
      read
        .selectFrom('results')
        .innerJoin('learners', 'learners.id', 'results.learner_id')
        .selectAll('results')
        .select('learners.pseudonym')
        .where('results.class_id', '=', id)
        .orderBy('received_ms')
        .orderBy('key')
        .execute(),

    async result({ id }: ClassRow, learner: string, key: string): Promise<string> {
      const found = await read
        .selectFrom('results')
        .select('body')
        .where('class_id', '=', id)
        .where('learner_id', '=', learner)
        .where('key', '=', key)
        .executeTakeFirst()
      return found?.body ?? refuse('unknown')
    },

    /** An open run as it was last kept: what its learner has decided so far. */
    openRun: ({ id }: ClassRow, learner: string, name: string) =>
      write(async (reader, tell) => {
        const found = await reader
          .selectFrom('saves')
          .innerJoin('learners', 'learners.id', 'saves.learner_id')
          .select('saves.body')
          .where('learners.class_id', '=', id)
          .where('saves.learner_id', '=', learner)
          .where('saves.name', '=', name)
          .executeTakeFirst()
        // Whoever is at it says where they are by now.
        tell({ class: id, to: learner, kind: 'keep', body: null })
        return found?.body ?? refuse('unknown')
      }),

    /** Classes whose days are over. */
    sweep: () =>
      write(async (writer, tell) => {
        const gone = await writer.deleteFrom('classes').where('gone_ms', '<=', now()).returning('id').execute()
        for (const { id } of gone) tell({ class: id, to: 'all', kind: 'gone', body: null })
        return gone.length
      }),
  }
}

/** Not more of one learner than so many: the oldest goes. */
async function forgetOldest(writer: Writer, table: 'progress' | 'saves', learner: string, most: number): Promise<void> {
  const name = table === 'progress' ? 'run' : 'name'
  const old = (await writer
    .selectFrom(table)
    .select(name as 'name')
    .where('learner_id', '=', learner)
    .orderBy('at_ms', 'desc')
    .offset(most)
    .limit(most)
    .execute()) as Record<string, string>[]
  for (const row of old)
    await writer
      .deleteFrom(table)
      .where('learner_id', '=', learner)
      .where(name as 'name', '=', row[name]!)
      .execute()
}

async function assignmentOf(reader: Reader, classId: string, id: string): Promise<Tables['assignments']> {
  const found = await reader
    .selectFrom('assignments')
    .selectAll()
    .where('id', '=', id)
    .where('class_id', '=', classId)
    .executeTakeFirst()
  return found ?? refuse('assignment')
}

/** Names that look alike are the same name. */
const nameKey = (pseudonym: string): string =>
  pseudonym.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim()

/** A record that says the class did what it did not: a fault it never let come, a signature nobody gave. */
async function isStrange(
  reader: Reader,
  learner: string,
  record: Shapes['result']['result']['record'],
): Promise<boolean> {
  const claimed = record.log.filter((d) => d.by === 'class')
  if (claimed.length === 0) return false
  const run = runName(record.level.id, record.seed)
  const faults = await reader
    .selectFrom('brought')
    .select(['fault', 'cause'])
    .where('learner_id', '=', learner)
    .where('run', '=', run)
    .execute()
  const signatures = await reader
    .selectFrom('signatures')
    .select(['line', 'state'])
    .where('learner_id', '=', learner)
    .where('run', '=', run)
    .execute()
  return !claimed.every(({ slot, value }) => {
    const [what, how] = Array.isArray(value) ? value : []
    return slot === 'class.fault'
      ? faults.some((f) => f.fault === what && f.cause === how)
      : signatures.some((s) => s.line === what && s.state === how)
  })
}

/** Asked of a learner and open; and what they asked for themself, as it stands. */
async function signaturesOf(reader: Reader, learner: string): Promise<readonly Signature[]> {
  const rows = await reader
    .selectFrom('signatures')
    .innerJoin('learners as by', 'by.id', 'signatures.learner_id')
    .innerJoin('learners as witness', 'witness.id', 'signatures.witness_id')
    .selectAll('signatures')
    .select(['by.pseudonym as asker', 'witness.pseudonym as asked'])
    .where((e) =>
      e.or([
        e('signatures.learner_id', '=', learner),
        e.and([e('signatures.witness_id', '=', learner), e('signatures.state', '=', 'asked')]),
      ]),
    )
    .orderBy('asked_ms', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ id, run, line, body, state, learner_id, asker, asked }) => {
    const ofMe = learner_id !== learner
    return { id, run, line, says: body, who: ofMe ? asker : asked, ofMe, state }
  })
}

function isLotOf(given: Scenario | string, { record }: Shapes['result']['result'], learner: string): boolean {
  if (typeof given === 'string') return false
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const sorted = (options: object): unknown => Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    given.level === record.level.id &&
    // Where each has a lot of their own it is drawn from the id that the server gave them.
    lotFor(given, learner) === record.seed &&
    same(sorted(given.options), sorted(record.options ?? {})) &&
    same(given.patch, record.level.patch)
  )
}

// ── What leaves the house: chosen field by field, so that no hash does.

const assignmentView = ({ id, scenario, opens_ms, closes_ms }: Tables['assignments']): Assignment => ({
  id,
  scenario,
  opens_ms,
  closes_ms,
})

const learnerView = ({ id, pseudonym, seen_ms }: BoardLearner): BoardLearner => ({
  id,
  pseudonym,
  seen_ms,
})

const progressView = (p: Tables['progress']): BoardProgress => ({
  learner: p.learner_id,
  run: p.run,
  assignment: p.assignment_id,
  began_ms: p.began_ms,
  at_ms: p.at_ms,
  acted_ms: p.acted_ms,
  ...(JSON.parse(p.body) as Whereabouts),
})

const messageView = (m: Tables['messages']): ClassMessage => ({
  id: m.id,
  sent_ms: m.sent_ms,
  ...(JSON.parse(m.body) as { text: string }),
})

const faultView = ({ id, learner_id, run, fault, cause, state, at_s }: Tables['brought']): BoardFault => ({
  id,
  learner: learner_id,
  run,
  fault,
  cause,
  state,
  at_s,
})

const sentView = ({ id, run, fault, cause }: Tables['brought']): SentFault => ({ id, run, fault, cause })

const judgedView = (judged: string | null): ResultJudged =>
  judged === null ? null : (JSON.parse(judged) as ResultJudged)

/** Whether the marks of a replay are told to other systems: it holds, and what the class did is in it, no more and no less. */
export const counts = (
  one: Pick<Tables['results'], 'state' | 'strange'> & { readonly judged: ReplayedResult },
): boolean => one.state !== 'mismatch' && one.strange === 0 && !one.judged.without?.length

/** A result without what was handed in. */
export const SHOWN = [
  'learner_id',
  'key',
  'assignment_id',
  'level',
  'seed',
  'received_ms',
  'late',
  'strange',
  'state',
  'digest',
  'judged',
] as const satisfies readonly (keyof Tables['results'])[]

export const resultView = (r: Pick<Tables['results'], (typeof SHOWN)[number]>): BoardResult => ({
  learner: r.learner_id,
  key: r.key,
  assignment: r.assignment_id,
  level: r.level,
  seed: r.seed,
  received_ms: r.received_ms,
  late: r.late === 1,
  strange: r.strange === 1,
  state: r.state,
  digest: r.digest,
  judged: judgedView(r.judged),
})
