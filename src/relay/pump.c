/*
 * The relay's inner loops as a native program: what relay.py's `upward` and `downward` do, with the same
 * frames, bounds and ends, about twice as fast. relay.py opens the tun and says that it is ready; then it
 * runs this from memory (memfd_create(2)), with the tun's descriptor and those of further lanes (the end that is read,
 * the end that was written) as arguments, where it was sent along for the gateway's architecture. Nothing of it is written to the disk.
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
  MOST_LANES = 4,
  NEXT_LANE = 0,
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
enum { SYS_READ = 0, SYS_WRITE = 1, SYS_CLOSE = 3, SYS_PPOLL = 271, SYS_EXIT_GROUP = 231 };

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
enum { SYS_READ = 63, SYS_WRITE = 64, SYS_CLOSE = 57, SYS_PPOLL = 73, SYS_EXIT_GROUP = 94 };

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

struct lane {
  long descriptor, held;
  u64 start, filled;
  u8 bytes[UP_BUFFER];
};

static long tun;
static struct lane lanes[MOST_LANES];
static u64 lane_count = 1;
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

/* Once all lanes are open: what opened them holds them from now on, and each ends with that. */
static void let_go(void) {
  for (u64 i = 1; i < lane_count; i++) {
    if (lanes[i].held) call(SYS_CLOSE, lanes[i].held, 0, 0, 0, 0);
    lanes[i].held = 0;
  }
}

/*
 * From the laptop to the tun, until stdin or another lane ends. What the kernel refuses of single packets is
 * dropped.
 */
static __attribute__((noreturn)) void upward(void) {
  struct lane *lane = lanes;
  for (;;) {
    if (UP_BUFFER - lane->filled < LENGTH + LONGEST) {
      u64 rest = lane->filled - lane->start;
      for (u64 i = 0; i < rest; i++) lane->bytes[i] = lane->bytes[lane->start + i];
      lane->filled = rest;
      lane->start = 0;
    }
    u8 *end_of_lane = lane->bytes + lane->filled;
    long count = call(SYS_READ, lane->descriptor, (long)end_of_lane, UP_BUFFER - lane->filled, 0, 0);
    if (count == EINTR) continue;
    if (count == EAGAIN) {
      wait_for(lane->descriptor, POLLIN);
      continue;
    }
    if (count <= 0) end(0);
    lane->filled += count;
    while (lane->filled - lane->start >= LENGTH) {
      u8 *frame = lane->bytes + lane->start;
      u32 length = length_at(frame);
      if (length == NEXT_LANE && lane_count > 1) {
        lane->start += LENGTH;
        if (lane->start == lane->filled) lane->start = lane->filled = 0;
        let_go();
        lane = lane + 1 < lanes + lane_count ? lane + 1 : lanes;
        continue;
      }
      if (length < SHORTEST || length > LONGEST) {
        static const char words[] = "malformed frame\n";
        call(SYS_WRITE, STDERR, (long)words, sizeof words - 1, 0, 0);
        end(2);
      }
      if (lane->filled - lane->start < LENGTH + length) break;
      call(SYS_WRITE, tun, (long)(frame + LENGTH), length, 0, 0);
      lane->start += LENGTH + length;
    }
    if (lane->start == lane->filled) lane->start = lane->filled = 0;
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

static long number(long digits) {
  long value = 0;
  for (const u8 *digit = (const u8 *)digits; *digit; digit++) value = value * 10 + (*digit - '0');
  return value;
}

/* `initial` is the process's stack: argument count, then arguments. */
void begin(const long *initial) {
  u64 pairs = (initial[0] - 2) / 2;
  if (initial[0] < 2 || initial[0] % 2 != 0 || pairs >= MOST_LANES) end(64);
  tun = number(initial[2]);
  for (; lane_count <= pairs; lane_count++) {
    lanes[lane_count].descriptor = number(initial[1 + 2 * lane_count]);
    lanes[lane_count].held = number(initial[2 + 2 * lane_count]);
  }
  long flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
  if (start_thread(flags, stack + STACK) < 0) end(71);
  upward();
}
