import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a table opens right in a French and in an English spreadsheet, and no text in it is a formula', () => {
  const rows = [
    ['Loutre 12', 87.5, true],
    ['a "b"; c', null, false],
    ['=1+1', -3, true],
    ['\n@SUM(A1)', 0, 'a\r\n=2+2'],
  ]
  expect(csvOf('fr', rows)).toBe(
    '\uFEFFLoutre 12;87,5;oui\r\n"a ""b""; c";;non\r\n\'=1+1;-3;oui\r\n\' @SUM(A1);0;a =2+2\r\n',
  )
  expect(csvOf('en', rows)).toBe(
    '\uFEFFLoutre 12,87.5,yes\r\n"a ""b""; c",,no\r\n\'=1+1,-3,yes\r\n\' @SUM(A1),0,a =2+2\r\n',
  )
})
