/**
 * The image of an attachment: one static program of 129 bytes (148 on aarch64) that waits for ever. It is made here,
 * so that it needs no registry, and all of it can be read here: pure.
 */
import { LABELS } from './labels';

/** The tag says what is in it: another program is another tag. */
export const IMAGE = { repo: 'gangway/attachment', tag: '1' } as const;
export const IMAGE_REFERENCE = `${IMAGE.repo}:${IMAGE.tag}`;

const PROGRAM_PATH = 'gangway-attachment';

/** Lines of a Dockerfile, for `POST /images/create`. */
export const IMAGE_CHANGES = [
  `ENTRYPOINT ["/${PROGRAM_PATH}"]`,
  `LABEL ${LABELS.image}=1`,
] as const;

interface Machine {
  /** `e_machine` of elf(5). */
  readonly elf: number;
  readonly code: readonly number[];
}

/** By Go's name of the architecture, as `GET /version` says it. */
const MACHINES: Readonly<Record<string, Machine>> = {
  amd64: {
    elf: 62,
    code: [
      ...[0xb8, 0x22, 0x00, 0x00, 0x00], // mov eax, 34: pause(2)
      ...[0x0f, 0x05], // syscall
      ...[0xeb, 0xf7], // jmp to the start
    ],
  },
  // aarch64 has no pause(2): ppoll(NULL, 0, NULL, NULL) is the same.
  arm64: {
    elf: 183,
    code: [
      0xd2800000, // mov x0, #0
      0xd2800001, // mov x1, #0
      0xd2800002, // mov x2, #0
      0xd2800003, // mov x3, #0
      0xd2800928, // mov x8, #73
      0xd4000001, // svc #0
      0x17fffffa, // b to the start
    ].flatMap((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]),
  },
};

/** The layer's tar, or `undefined` for an architecture that we have no program for. */
export function attachmentImage(architecture: string): Buffer | undefined {
  const machine = MACHINES[architecture];
  return machine && tarOf(PROGRAM_PATH, program(machine));
}

/** elf(5): a file header, one program header, the code. */
const HEADER_BYTES = 64 + 56;
const LOAD_ADDRESS = 0x400000n;
/** The largest page of any kernel for these machines. */
const PAGE = 0x10000n;

function program({ elf, code }: Machine): Buffer {
  const size = HEADER_BYTES + code.length;
  const file = Buffer.alloc(size);
  file.write('\x7fELF', 'latin1');
  file.set([2, 1, 1], 4); // 64 bits, little endian, version 1
  file.writeUInt16LE(2, 16); // executable
  file.writeUInt16LE(elf, 18);
  file.writeUInt32LE(1, 20); // version
  file.writeBigUInt64LE(LOAD_ADDRESS + BigInt(HEADER_BYTES), 24); // entry
  file.writeBigUInt64LE(64n, 32); // where the program header is
  file.writeUInt16LE(64, 52); // size of this header
  file.writeUInt16LE(56, 54); // size of a program header
  file.writeUInt16LE(1, 56); // number of them
  file.writeUInt32LE(1, 64); // to be loaded
  file.writeUInt32LE(5, 68); // readable and executable
  file.writeBigUInt64LE(LOAD_ADDRESS, 80);
  file.writeBigUInt64LE(LOAD_ADDRESS, 88);
  file.writeBigUInt64LE(BigInt(size), 96);
  file.writeBigUInt64LE(BigInt(size), 104);
  file.writeBigUInt64LE(PAGE, 112);
  file.set(code, HEADER_BYTES);
  return file;
}

const BLOCK = 512;

/** A ustar archive (POSIX.1-1988) of one file that everybody may execute. */
function tarOf(path: string, content: Buffer): Buffer {
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write(octal(0o555, 7), 100);
  header.write(octal(0, 7), 108); // owner
  header.write(octal(0, 7), 116); // group
  header.write(octal(content.length, 11), 124);
  header.write(octal(0, 11), 136); // time of change
  header.write(' '.repeat(8), 148); // the checksum counts as spaces in itself
  header.write('0', 156); // a file
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  const padding = (BLOCK - (content.length % BLOCK)) % BLOCK;
  return Buffer.concat([header, content, Buffer.alloc(padding + 2 * BLOCK)]);
}
