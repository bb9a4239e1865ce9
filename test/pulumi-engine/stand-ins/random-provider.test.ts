import { makePassword } from './random-provider';

test('a password has the length that is asked for, and a character of each class', () => {
  for (let made = 0; made < 100; made += 1) {
    const password = makePassword({ length: 4 });

    expect(password).toHaveLength(4);
    for (const characters of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(characters);
  }
});

test('a password has no character of a class that is switched off', () => {
  expect(makePassword({ length: 48, special: false })).toMatch(/^[a-zA-Z0-9]{48}$/);
});

test('two passwords differ', () => {
  expect(makePassword({ length: 48 })).not.toBe(makePassword({ length: 48 }));
});
