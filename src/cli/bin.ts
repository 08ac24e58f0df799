import { main } from './main.ts'

const code = await main(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(`${text}\n`),
})
process.exitCode = code
