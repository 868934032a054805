import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Column } from './column.ts'
import { csvText, tabbedText } from './csv.ts'
import { withoutSecrets } from './secrets.ts'
import { tableText } from './table.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly price: string
}
const columns: readonly Column<Row>[] = [
  { title: 'Id', text: ({ id }) => String(id), align: 'right' },
  { title: 'Name', text: ({ name }) => name, cut: true },
  { title: 'Price', text: ({ price }) => `${price} EUR`, plain: ({ price }) => price, align: 'right' },
  { title: 'Currency', text: () => 'EUR', programsOnly: true },
]
const row = (id: number, name: string, price = '1.99') => ({ id, name, price })
const plain = { width: 80, paint: (_style: unknown, text: string) => text }

describe('a table', () => {
  test('lines its columns up', () => {
    expect(tableText(columns, [row(7, 'example.ovh'), row(12345, 'a', '37.87')], plain)).toBe(
      ['   Id  Name             Price', '    7  example.ovh   1.99 EUR', '12345  a            37.87 EUR', ''].join(
        '\n',
      ),
    )
  })

  test('is cut to the width of the terminal, wide letters and all', () => {
    const text = tableText(columns, [row(1, '例え.テスト.example.ovh'), row(2, 'a very long name indeed')], {
      ...plain,
      width: 32,
    })
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(32)
    expect(text).toContain('例え')
    expect(text).toContain('a very long name…')
  })

  test('keeps what may not be cut, however narrow', () => {
    expect(tableText(columns, [row(12345, 'example.ovh')], { ...plain, width: 10 })).toContain('12345  example…')
  })

  test('leaves columns out, the last ones first, before a name is cut beyond reading', () => {
    const wide: readonly Column<Row>[] = [
      { title: 'Product', text: () => 'dedicated/server', narrow: 'drop' },
      { title: 'Name', text: ({ name }) => name, cut: true },
      { title: 'Price', text: ({ price }) => `${price} EUR, soon`, plain: ({ price }) => price, narrow: 'plain' },
    ]
    const line = (width: number) =>
      tableText(wide, [row(1, 'a-very-long-name.example.ovh')], { ...plain, width }).split('\n')[1]
    expect(line(62)).toBe('dedicated/server  a-very-long-name.example.ovh  1.99 EUR, soon')
    expect(line(50)).toBe('dedicated/server  a-very-long-nam…  1.99 EUR, soon')
    expect(line(49)).toBe('dedicated/server  a-very-long-name.exampl…  1.99')
    expect(line(35)).toBe('a-very-long-name.example.ovh  1.99')
    expect(line(23)).toBe('a-very-long-nam…  1.99')
  })

  test('shows nothing that would move the cursor', () => {
    expect(tableText(columns, [row(1, 'a\u001b[2Jb\u202ec')], plain)).toContain('a?[2Jb?c')
  })
})

describe('for programs', () => {
  test('CSV quotes what needs it, and ends lines as RFC 4180 says', () => {
    expect(csvText(columns, [row(1, 'say "a, b"'), row(2, 'two\nlines')])).toBe(
      'id,name,price,currency\r\n1,"say ""a, b""",1.99,EUR\r\n2,"two\nlines",1.99,EUR\r\n',
    )
  })

  test('tabs and line ends inside a field become a blank', () => {
    expect(tabbedText(columns, [row(1, 'a\tb\nc')])).toBe('1\ta b c\t1.99\tEUR\n')
  })

  test('links and passwords are left out, at any depth', () => {
    const order = { orderId: 1, password: 'p', url: 'u', pdfUrl: 'v', date: null, lines: [{ url: 'u', text: 't' }] }
    expect(withoutSecrets(order)).toEqual({ orderId: 1, date: null, lines: [{ text: 't' }] })
    expect(withoutSecrets({ route: { path: '/vps/{serviceName}', url: '/vps/a' } })).toEqual({
      route: { path: '/vps/{serviceName}', url: '/vps/a' },
    })
  })
})
