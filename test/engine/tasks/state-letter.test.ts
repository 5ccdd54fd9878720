import { describe, expect, test } from 'vitest';
import { bitOfParked, stateLetter } from '../../../src/main/engine/tasks/state-letter.ts';

const ZOMBIE = 32;
const letter = (
  state: number,
  exitState = 0,
  zombie: number | undefined = ZOMBIE,
  parkedBit = 0x200,
): string => {
  const code = stateLetter(state, exitState, zombie, parkedBit);
  return code === 0 ? 'unknown' : String.fromCharCode(code);
};

describe('the letter /proc shows', () => {
  test.each([
    [0, 'R', 'running'],
    [1, 'S', 'interruptible sleep'],
    [2, 'D', 'uninterruptible sleep'],
    [4, 'T', 'stopped'],
    [8, 't', 'stopped by a tracer'],
    [0x10, 'X', 'dead'],
    [0x20, 'Z', 'zombie'],
    [0x40, 'P', 'parked'],
    [0x402, 'I', 'idle: uninterruptible, and no load'],
    [0x2001, 'S', 'freezable sleep'],
    [0x2002, 'D', 'freezable uninterruptible sleep'],
    [0x2402, 'I', 'freezable idle'],
    [0x102, 'D', 'killable sleep'],
    [0x41, 'S', 'sleep on a pipe, up to 2.6.22'],
    [0x40, 'P', 'parked, since 4.14'],
    [0x82, 'D', 'killable sleep, up to 4.13'],
    [0x84, 'T', 'stopped, up to 4.13'],
    [0x104, 'T', 'stopped'],
    [0x88, 't', 'traced, up to 4.13'],
    [0x108, 't', 'traced'],
    [0x1000, 'D', 'waiting for a real-time lock'],
    [0x8000, 'D', 'frozen'],
    [0x200, 'P', 'parked, up to 4.13'],
  ])('of state 0x%s is %s', (state, expected) => {
    expect(letter(state)).toBe(expected);
  });

  test('of a task about to run is R where another bit parks, since 4.14', () => {
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0x2402], [0, 0, 0]))).toBe('R');
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0x102], [0, 0, 0]))).toBe('R');
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0x80], [0, 0, 32]))).toBe('R');
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0x104], [0, 0, 0]))).toBe('R');
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0x82, 0x40], [0, 0, 0, 32]))).toBe('P');
    expect(letter(0x200, 0, ZOMBIE, bitOfParked([1, 0x200, 0xdead_2102], [0, 0, 0]))).toBe('P');
  });

  test('is Z for what most of the dead show, whichever code that is, and X for the other', () => {
    expect(letter(0x80, 32, 32)).toBe('Z');
    expect(letter(0x40, 16, 16)).toBe('Z');
    expect(letter(0x80, 16, 32)).toBe('X');
    expect(letter(0x40, 32, 16)).toBe('X');
  });

  test('of a task that has died is told by how it died, not by how it sleeps', () => {
    expect(letter(1, 32)).toBe('Z');
    expect(letter(NaN, 32)).toBe('Z');
  });

  test('is unknown where the state is', () => {
    expect(letter(NaN)).toBe('unknown');
    expect(letter(NaN, NaN)).toBe('unknown');
  });

  test('of a living task does not need exit_state', () => {
    expect(letter(1, NaN, undefined)).toBe('S');
  });

  test('is always one letter, whatever the word holds', () => {
    for (let bit = 0; bit < 32; bit++) {
      for (const state of [2 ** bit, 2 ** bit + 1, 0xffff_ffff - 2 ** bit]) {
        expect(letter(state)).toMatch(/^[RSDTtXZPI]$/);
      }
    }
  });
});
