/** What can be chosen by its place in a list by command: so many, one for each digit. */
export const NTH = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type Nth = (typeof NTH)[number];

/** One message for each of them: the key with the digit behind it. */
export const forEachNth = <Key extends string>(
  key: Key,
  message: (nth: Nth) => string,
): Readonly<Record<`${Key}${Nth}`, string>> =>
  // `fromEntries` knows no names of keys; these are all of them.
  Object.fromEntries(NTH.map((nth) => [`${key}${nth}`, message(nth)])) as Record<`${Key}${Nth}`, string>;
