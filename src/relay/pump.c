/*
 * The relay's inner loops as a native program: what relay.py's `upward` and `downward` do, with the same
 * frames, bounds and ends, about twice as fast. relay.py opens the tun and says that it is ready; then it
 * runs this from memory (memfd_create(2)), with the tun's descriptor as the only argument, where it was sent
 * along for the gateway's architecture. Nothing of it is written to the disk.
 *
 * Freestanding, so that it is one or two kilobytes: system calls are made directly. Two threads, one per
 * direction; whichever ends, ends both (exit_group), and the device with them.
 */

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

enum { STDIN = 0, STDOUT = 1, STDERR = 2, POLLIN = 1, EINTR = -4, EAGAIN = -11 };

/* Bytes; as in relay.py. */
enum {
  LENGTH = 4,
  VNET_HEADER = 10,
  SHORTEST = VNET_HEADER + 20,
  LONGEST = VNET_HEADER + 65535,
  DOWN_BATCH = 128 * 1024,
  UP_BUFFER = 1024 * 1024,
  STACK = 16 * 1024,
};

/* clone(2): a thread of this process. */
enum {
  CLONE_VM = 0x100,
  CLONE_FS = 0x200,
  CLONE_FILES = 0x400,
  CLONE_SIGHAND = 0x800,
  CLONE_THREAD = 0x10000,
  CLONE_SYSVSEM = 0x40000,
};

#if defined(__x86_64__)
enum { SYS_READ = 0, SYS_WRITE = 1, SYS_PPOLL = 271, SYS_EXIT_GROUP = 231 };

static long call(long number, long a, long b, long c, long d, long e) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                   : "rcx", "r11", "memory");
  return result;
}

/* int start_thread(flags, stack): calls `downward` on the new stack. */
__asm__(
    ".text\n"
    "start_thread: mov $56, %eax\n"
    "  xor %edx, %edx\n  xor %r10d, %r10d\n  xor %r8d, %r8d\n"
    "  syscall\n"
    "  test %eax, %eax\n  jz 1f\n  ret\n"
    "1: xor %ebp, %ebp\n  call downward\n"
    ".globl _start\n"
    "_start: xor %ebp, %ebp\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call begin\n");
#elif defined(__aarch64__)
enum { SYS_READ = 63, SYS_WRITE = 64, SYS_PPOLL = 73, SYS_EXIT_GROUP = 94 };

static long call(long number, long a, long b, long c, long d, long e) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
  return x0;
}

__asm__(
    ".text\n"
    "start_thread: mov x8, 220\n"
    "  mov x2, 0\n  mov x3, 0\n  mov x4, 0\n"
    "  svc 0\n"
    "  cbz x0, 1f\n  ret\n"
    "1: mov x29, 0\n  bl downward\n"
    ".globl _start\n"
    "_start: mov x29, 0\n  mov x0, sp\n  bl begin\n");
#else
#error "no native relay for this architecture: relay.py does it"
#endif

extern long start_thread(long flags, void *stack);
void downward(void) __attribute__((used, noreturn));
void begin(const long *stack) __attribute__((used, noreturn));

static long tun;
static u8 up[UP_BUFFER];
static u8 down[DOWN_BATCH + LENGTH + LONGEST];
static u8 stack[STACK] __attribute__((aligned(16)));

static __attribute__((noreturn)) void end(int status) {
  for (;;) call(SYS_EXIT_GROUP, status, 0, 0, 0, 0);
}

static u32 length_at(const u8 *at) {
  return (u32)at[0] << 24 | (u32)at[1] << 16 | (u32)at[2] << 8 | at[3];
}

static void put_length(u8 *at, u32 length) {
  at[0] = length >> 24;
  at[1] = length >> 16;
  at[2] = length >> 8;
  at[3] = length;
}

static void wait_for(long descriptor, short events) {
  struct {
    int descriptor;
    short events, ready;
  } entry = {descriptor, events, 0};
  call(SYS_PPOLL, (long)&entry, 1, 0, 0, 8);
}

/* From the laptop to the tun, until stdin ends. What the kernel refuses of single packets is dropped. */
static __attribute__((noreturn)) void upward(void) {
  u64 start = 0, filled = 0;
  for (;;) {
    if (UP_BUFFER - filled < LENGTH + LONGEST) {
      for (u64 i = 0; i < filled - start; i++) up[i] = up[start + i];
      filled -= start;
      start = 0;
    }
    long count = call(SYS_READ, STDIN, (long)(up + filled), UP_BUFFER - filled, 0, 0);
    if (count == EINTR) continue;
    if (count == EAGAIN) {
      wait_for(STDIN, POLLIN);
      continue;
    }
    if (count <= 0) end(0);
    filled += count;
    while (filled - start >= LENGTH) {
      u32 length = length_at(up + start);
      if (length < SHORTEST || length > LONGEST) {
        static const char words[] = "malformed frame\n";
        call(SYS_WRITE, STDERR, (long)words, sizeof words - 1, 0, 0);
        end(2);
      }
      if (filled - start < LENGTH + length) break;
      call(SYS_WRITE, tun, (long)(up + start + LENGTH), length, 0, 0);
      start += LENGTH + length;
    }
    if (start == filled) start = filled = 0;
  }
}

/* From the tun to the laptop: all that is there goes out as one write. */
void downward(void) {
  for (;;) {
    u64 filled = 0;
    long count = EAGAIN;
    while (filled < DOWN_BATCH) {
      count = call(SYS_READ, tun, (long)(down + filled + LENGTH), LONGEST, 0, 0);
      if (count <= 0) break;
      put_length(down + filled, count);
      filled += LENGTH + count;
    }
    if (count <= 0 && count != EAGAIN && count != EINTR) end(0);
    for (u64 sent = 0; sent < filled;) {
      /* Blocks while the laptop takes nothing; meanwhile the tun's own queue drops. */
      long written = call(SYS_WRITE, STDOUT, (long)(down + sent), filled - sent, 0, 0);
      if (written == EAGAIN) wait_for(STDOUT, 4);
      else if (written > 0) sent += written;
      else if (written != EINTR) end(0);
    }
    if (filled == 0) wait_for(tun, POLLIN);
  }
}

/* `stack` is the process's: argument count, then arguments. */
void begin(const long *initial) {
  if (initial[0] != 2) end(64);
  for (const u8 *digit = (const u8 *)initial[2]; *digit; digit++) tun = tun * 10 + (*digit - '0');
  long flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
  if (start_thread(flags, stack + STACK) < 0) end(71);
  upward();
}
