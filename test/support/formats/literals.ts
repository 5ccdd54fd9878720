/** Blocks of Snappy, LZO and LZ4 that hold nothing but literals. Snappy's: of 128 bytes to 16 KiB. */
export const literals = {
  snappy: (page: Uint8Array): Uint8Array =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from([
          (page.length & 0x7f) | 0x80,
          page.length >> 7,
          61 << 2,
          (page.length - 1) & 0xff,
          (page.length - 1) >> 8,
        ]),
        page,
      ]),
    ),
  lzo: (page: Uint8Array): Uint8Array => {
    const rest = page.length - 3 - 15;
    const zeros = Math.ceil(rest / 255) - 1;
    return new Uint8Array(
      Buffer.concat([
        Buffer.from([0]),
        Buffer.alloc(zeros),
        Buffer.from([rest - 255 * zeros]),
        page,
        Buffer.from([17, 0, 0]),
      ]),
    );
  },
  lz4: (bytes: Uint8Array): Uint8Array => {
    const rest = bytes.length - 15;
    const full = Math.floor(rest / 255);
    return Buffer.concat([
      Buffer.from([0xf0]),
      Buffer.alloc(full, 255),
      Buffer.from([rest - 255 * full]),
      bytes,
    ]);
  },
};
