import type { BroughtState, ResultState, SignatureState } from '../share/index.ts'

/** What the database holds. Times are milliseconds since 1970, texts of JSON are what the client sent or the replay found. */
export interface Tables {
  classes: {
    id: string
    /** Six signs that let one join. */
    code: string
    title: string
    owner_hash: string
    /** Asked for beside the owner's secret; null: the secret is enough. */
    password_hash: string | null
    made_ms: number
    /** From then on nothing of the class is kept. */
    gone_ms: number
    /** 1: every learner's clock is to stand. */
    paused: number
    /** What is to be talked about while the clocks stand. */
    topic: string | null
  }
  sessions: { hash: string; class_id: string; until_ms: number }
  assignments: {
    id: string
    class_id: string
    /** Code or long text of the scenario. */
    scenario: string
    opens_ms: number
    closes_ms: number | null
    made_ms: number
  }
  learners: {
    id: string
    class_id: string
    pseudonym: string
    /** The pseudonym as it is compared. */
    name_key: string
    code_hash: string
    joined_ms: number
    seen_ms: number
  }
  /** One for each machine a learner plays on. */
  tokens: { hash: string; learner_id: string; made_ms: number }
  /** Where a learner is in a run: the last that was heard. */
  progress: {
    learner_id: string
    run: string
    assignment_id: string | null
    began_ms: number
    at_ms: number
    /** When they last decided something: who has not for long may be stuck. */
    acted_ms: number
    body: string
  }
  results: {
    learner_id: string
    /** Drawn by the client: the same hand-in sent twice is one. */
    key: string
    class_id: string
    assignment_id: string | null
    level: string
    seed: number
    content_hash: string
    body: string
    received_ms: number
    late: number
    state: ResultState
    judged: string | null
    /** Digest of the replay: two learners with the same one decided the same. */
    digest: string | null
    /** Until then somebody is at it. */
    lease_ms: number
    attempts: number
    /** 1: what its record says the class did, this class did not do. */
    strange: number
  }
  /** Faults that an instructor lets come, one row for each run they are meant for. */
  brought: {
    id: string
    class_id: string
    learner_id: string
    run: string
    fault: string
    cause: string
    sent_ms: number
    /** Plant second at which the run was heard of last by then. */
    from_s: number
    state: BroughtState
    /** Plant second at which the run took it. */
    at_s: number | null
  }
  /** Lines of a record that a classmate was asked to sign too. */
  signatures: {
    id: string
    class_id: string
    learner_id: string
    witness_id: string
    run: string
    line: string
    /** What the witness is shown. */
    body: string
    state: SignatureState
    asked_ms: number
  }
  /** What other systems are still to be told. */
  outbox: {
    id: string
    class_id: string
    kind: 'xapi' | 'ags'
    body: string
    made_ms: number
    /** Not before; also while somebody is at it. */
    next_ms: number
    tries: number
  }
  /** Learning platforms that may launch, as their administrators gave them. */
  lti_platforms: {
    id: string
    issuer: string
    client_id: string
    /** JSON: deployment ids; an empty list: any. */
    deployments: string
    auth_url: string
    token_url: string
    keys_url: string
    made_ms: number
  }
  /** This tool's own signing keys, sealed. */
  lti_keys: { id: string; sealed: string; made_ms: number }
  /** Launches on their way, for some minutes. */
  lti_visits: {
    state_hash: string
    platform_id: string
    ticket_hash: string | null
    sealed: string
    until_ms: number
  }
  /** Which course is which class, which link which assignment, which person which learner: by keyed hashes only. */
  lti_contexts: { mark: string; class_id: string }
  lti_links: { mark: string; assignment_id: string }
  lti_learners: { mark: string; learner_id: string }
  /** Where a mark goes: line item and the platform's number for the person, sealed. */
  lti_grades: {
    learner_id: string
    assignment_id: string
    platform_id: string
    sealed: string
    /** Of a hundred: the best that was put aside to be sent. */
    best: number | null
  }
  /** Open runs, to go on with on another machine. */
  saves: { learner_id: string; name: string; body: string; at_ms: number }
  messages: { id: string; class_id: string; learner_id: string | null; body: string; sent_ms: number }
}

/** With their keys, in the order in which a restored row finds what it refers to. */
export const KEYS = {
  classes: ['id'],
  sessions: ['hash'],
  assignments: ['id'],
  learners: ['id'],
  tokens: ['hash'],
  progress: ['learner_id', 'run'],
  results: ['learner_id', 'key'],
  saves: ['learner_id', 'name'],
  messages: ['id'],
  brought: ['id'],
  signatures: ['id'],
  outbox: ['id'],
  lti_platforms: ['id'],
  lti_keys: ['id'],
  lti_visits: ['state_hash'],
  lti_contexts: ['mark'],
  lti_links: ['mark'],
  lti_learners: ['mark'],
  lti_grades: ['learner_id', 'assignment_id'],
} as const satisfies { readonly [T in keyof Tables]: readonly (keyof Tables[T])[] }
