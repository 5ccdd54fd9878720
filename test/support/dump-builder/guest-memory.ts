import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';

/** The machine a dump is drawn for. */
export interface Machine {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  /** Physical address of the first byte of RAM. */
  readonly ramBase: number;
  readonly ramSize: number;
  /** VA − PA of the kernel image and of the direct map. */
  readonly imageDelta: bigint;
  readonly directMapDelta: bigint;
}

/** The RAM under construction, addressed as the dumped kernel would. Addresses here are physical. */
export class GuestMemory {
  readonly machine: Machine;
  readonly bytes: Uint8Array;
  /** Where the kernel image ends; from there on objects are known by direct-map addresses. */
  readonly imageEnd: number;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(machine: Machine, imageEnd: number) {
    this.machine = machine;
    this.imageEnd = imageEnd;
    this.bytes = new Uint8Array(machine.ramSize);
    this.#view = new DataView(this.bytes.buffer);
    this.#little = machine.byteOrder === 'little';
  }

  /** The bytes from physical `address` on. */
  at(address: number, length: number): Uint8Array {
    const offset = this.#offset(address, length);
    return this.bytes.subarray(offset, offset + length);
  }

  writeU16(address: number, value: number): void {
    this.#view.setUint16(this.#offset(address, 2), value, this.#little);
  }

  readU32(address: number): number {
    return this.#view.getUint32(this.#offset(address, 4), this.#little);
  }

  writeU32(address: number, value: number): void {
    this.#view.setUint32(this.#offset(address, 4), value, this.#little);
  }

  readU64(address: number): bigint {
    return this.#view.getBigUint64(this.#offset(address, 8), this.#little);
  }

  writeU64(address: number, value: bigint): void {
    this.#view.setBigUint64(this.#offset(address, 8), value, this.#little);
  }

  readWord(address: number): bigint {
    return this.machine.wordSize === 8 ? this.readU64(address) : BigInt(this.readU32(address));
  }

  writeWord(address: number, value: bigint): void {
    if (this.machine.wordSize === 8) this.writeU64(address, BigInt.asUintN(64, value));
    else this.writeU32(address, Number(BigInt.asUintN(32, value)));
  }

  writeText(address: number, text: string, room: number): void {
    const field = this.at(address, room).fill(0);
    field.set(new TextEncoder().encode(text).subarray(0, room - 1));
  }

  /** The virtual address by which the kernel knows what lies at `address`. */
  virtualOf(address: number): bigint {
    const { imageDelta, directMapDelta, wordSize } = this.machine;
    const delta = address < this.imageEnd ? imageDelta : directMapDelta;
    return BigInt.asUintN(8 * wordSize, BigInt(address) + delta);
  }

  /** The physical address behind a pointer of the image or the direct map; undefined for all others. */
  physicalOf(pointer: bigint): number | undefined {
    const { imageDelta, directMapDelta, ramBase, ramSize, wordSize } = this.machine;
    for (const delta of [imageDelta, directMapDelta]) {
      const address = BigInt.asUintN(8 * wordSize, pointer - delta);
      if (address >= BigInt(ramBase) && address < BigInt(ramBase + ramSize)) return Number(address);
    }
    return undefined;
  }

  #offset(address: number, length: number): number {
    const offset = address - this.machine.ramBase;
    if (!(offset >= 0) || offset + length > this.bytes.length) {
      throw new Error(`Physical address 0x${address.toString(16)} lies outside the drawn RAM.`);
    }
    return offset;
  }
}
