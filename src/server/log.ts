/** One line of JSON an event: no name, no address, no secret, no id of a person ever. */
export interface Log {
  info(event: string, more?: Facts): void
  warn(event: string, more?: Facts): void
}

type Facts = Readonly<Record<string, string | number | boolean>>

export function jsonLog(print: (line: string) => void, all: boolean): Log {
  const say =
    (level: 'info' | 'warn') =>
    (event: string, more: Facts = {}): void =>
      print(JSON.stringify({ at: new Date().toISOString(), level, event, ...more }))
  return { info: all ? say('info') : () => {}, warn: say('warn') }
}

export const silent: Log = { info: () => {}, warn: () => {} }
