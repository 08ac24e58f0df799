import type { Kysely, Migration } from 'kysely'

/**
 * Forward only, for good: what has run somewhere is never edited, a change is one more. Types that SQLite and
 * PostgreSQL share.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '001_classes': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('classes')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('code', 'text', (c) => c.notNull().unique())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('owner_hash', 'text', (c) => c.notNull())
        .addColumn('password_hash', 'text')
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .addColumn('gone_ms', 'bigint', (c) => c.notNull())
        .addColumn('paused', 'integer', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('hash', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('until_ms', 'bigint', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('assignments')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('scenario', 'text', (c) => c.notNull())
        .addColumn('opens_ms', 'bigint', (c) => c.notNull())
        .addColumn('closes_ms', 'bigint')
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('learners')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('pseudonym', 'text', (c) => c.notNull())
        .addColumn('name_key', 'text', (c) => c.notNull())
        .addColumn('code_hash', 'text', (c) => c.notNull())
        .addColumn('joined_ms', 'bigint', (c) => c.notNull())
        .addColumn('seen_ms', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('learners_once', ['class_id', 'name_key'])
        .execute()
      await db.schema
        .createTable('tokens')
        .addColumn('hash', 'text', (c) => c.primaryKey())
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('progress')
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('run', 'text', (c) => c.notNull())
        .addColumn('assignment_id', 'text', (c) => c.references('assignments.id').onDelete('set null'))
        .addColumn('began_ms', 'bigint', (c) => c.notNull())
        .addColumn('at_ms', 'bigint', (c) => c.notNull())
        .addColumn('acted_ms', 'bigint', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('progress_key', ['learner_id', 'run'])
        .execute()
      await db.schema
        .createTable('results')
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('assignment_id', 'text', (c) => c.references('assignments.id').onDelete('set null'))
        .addColumn('level', 'text', (c) => c.notNull())
        .addColumn('seed', 'bigint', (c) => c.notNull())
        .addColumn('content_hash', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('received_ms', 'bigint', (c) => c.notNull())
        .addColumn('late', 'integer', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('judged', 'text')
        .addColumn('digest', 'text')
        .addColumn('lease_ms', 'bigint', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('results_key', ['learner_id', 'key'])
        .execute()
      await db.schema
        .createTable('saves')
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('at_ms', 'bigint', (c) => c.notNull())
        .addPrimaryKeyConstraint('saves_key', ['learner_id', 'name'])
        .execute()
      await db.schema
        .createTable('messages')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('learner_id', 'text', (c) => c.references('learners.id').onDelete('cascade'))
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('sent_ms', 'bigint', (c) => c.notNull())
        .execute()
      for (const [table, column] of [
        ['sessions', 'class_id'],
        ['assignments', 'class_id'],
        ['tokens', 'learner_id'],
        ['results', 'class_id'],
        ['results', 'state'],
        ['messages', 'class_id'],
      ] as const)
        await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute()
    },
  },
  '002_hands_of_the_class': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('classes').addColumn('topic', 'text').execute()
      await db.schema
        .alterTable('results')
        .addColumn('strange', 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
      await db.schema
        .createTable('brought')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('run', 'text', (c) => c.notNull())
        .addColumn('fault', 'text', (c) => c.notNull())
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('sent_ms', 'bigint', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('at_s', 'bigint')
        .execute()
      await db.schema
        .createTable('signatures')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('witness_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('run', 'text', (c) => c.notNull())
        .addColumn('line', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('asked_ms', 'bigint', (c) => c.notNull())
        .execute()
      for (const [table, column] of [
        ['brought', 'class_id'],
        ['brought', 'learner_id'],
        ['signatures', 'learner_id'],
        ['signatures', 'witness_id'],
      ] as const)
        await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute()
    },
  },
  '003_other_systems': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('outbox')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .addColumn('next_ms', 'bigint', (c) => c.notNull())
        .addColumn('tries', 'integer', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('lti_platforms')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('issuer', 'text', (c) => c.notNull())
        .addColumn('client_id', 'text', (c) => c.notNull())
        .addColumn('deployments', 'text', (c) => c.notNull())
        .addColumn('auth_url', 'text', (c) => c.notNull())
        .addColumn('token_url', 'text', (c) => c.notNull())
        .addColumn('keys_url', 'text', (c) => c.notNull())
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('lti_platforms_once', ['issuer', 'client_id'])
        .execute()
      await db.schema
        .createTable('lti_keys')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('sealed', 'text', (c) => c.notNull())
        .addColumn('made_ms', 'bigint', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('lti_visits')
        .addColumn('state_hash', 'text', (c) => c.primaryKey())
        .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platforms.id').onDelete('cascade'))
        .addColumn('ticket_hash', 'text')
        .addColumn('sealed', 'text', (c) => c.notNull())
        .addColumn('until_ms', 'bigint', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('lti_contexts')
        .addColumn('mark', 'text', (c) => c.primaryKey())
        .addColumn('class_id', 'text', (c) => c.notNull().references('classes.id').onDelete('cascade'))
        .execute()
      await db.schema
        .createTable('lti_links')
        .addColumn('mark', 'text', (c) => c.primaryKey())
        .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignments.id').onDelete('cascade'))
        .execute()
      await db.schema
        .createTable('lti_learners')
        .addColumn('mark', 'text', (c) => c.primaryKey())
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .execute()
      await db.schema
        .createTable('lti_grades')
        .addColumn('learner_id', 'text', (c) => c.notNull().references('learners.id').onDelete('cascade'))
        .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignments.id').onDelete('cascade'))
        .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platforms.id').onDelete('cascade'))
        .addColumn('sealed', 'text', (c) => c.notNull())
        .addColumn('best', 'integer')
        .addPrimaryKeyConstraint('lti_grades_key', ['learner_id', 'assignment_id'])
        .execute()
      for (const [table, column] of [
        ['outbox', 'next_ms'],
        ['outbox', 'class_id'],
        ['lti_visits', 'ticket_hash'],
        ['lti_contexts', 'class_id'],
        ['lti_learners', 'learner_id'],
        ['lti_links', 'assignment_id'],
      ] as const)
        await db.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute()
    },
  },
  '004_when_a_fault_was_sent': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .alterTable('brought')
        .addColumn('from_s', 'bigint', (c) => c.notNull().defaultTo(0))
        .execute()
    },
  },
}
