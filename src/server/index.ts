/** The class server: live classes on SQLite, or on PostgreSQL for many instances. */
export { backup, NoBackup, restore } from './backup.ts'
export { type Config, readConfig } from './config.ts'
export { openDatabase } from './database.ts'
export { addPlatform, ltiOn, platformsOf, removePlatform } from './lti.ts'
export { jsonLog } from './log.ts'
export { workerPool } from './pool.ts'
export { serve } from './serve.ts'
