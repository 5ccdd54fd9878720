import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Style = (text: string) => string;

/** Colours for one stream: none where it is no terminal, or NO_COLOR is set. */
export const styleFor =
  (stream: NodeJS.WriteStream, format: Format): Style =>
  (text) =>
    text === '' || !stream.isTTY ? text : styleText(format, text, { stream });
