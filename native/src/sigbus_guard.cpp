#include "sigbus_guard.h"

#include <cerrno>
#include <csignal>
#include <mutex>

#include <sys/mman.h>
#include <unistd.h>

namespace taskshape {
namespace {

constexpr size_t kSlots = 512;
GuardSlot slots[kSlots];
struct sigaction previous_action;
size_t page_size = 4096;

static_assert(std::atomic<uintptr_t>::is_always_lock_free && std::atomic<uint64_t>::is_always_lock_free,
              "a signal handler may only use lock-free atomics");

GuardSlot* slot_of(uintptr_t address) {
  for (GuardSlot& slot : slots) {
    const size_t size = slot.size.load(std::memory_order_acquire);
    const uintptr_t base = slot.base.load(std::memory_order_relaxed);
    if (size != 0 && address >= base && address - base < size) return &slot;
  }
  return nullptr;
}

void note_fault(GuardSlot& slot, uint64_t offset) {
  uint64_t known = slot.fault_offset.load(std::memory_order_relaxed);
  while (offset < known && !slot.fault_offset.compare_exchange_weak(known, offset)) {
  }
}

/// Replaces everything from the faulting page on by zero pages. Only async-signal-safe calls (mmap is a bare system
/// call on the systems we build for).
bool patch_tail(GuardSlot& slot, uintptr_t address) {
  const uintptr_t base = slot.base.load(std::memory_order_relaxed);
  const uintptr_t end = base + slot.size.load(std::memory_order_relaxed);
  const uintptr_t page = address & ~(uintptr_t{page_size} - 1);
  note_fault(slot, page - base);
  void* patched = mmap(reinterpret_cast<void*>(page), end - page, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS,
                       -1, 0);
  return patched != MAP_FAILED;
}

void pass_on(int signal, siginfo_t* info, void* context) {
  if ((previous_action.sa_flags & SA_SIGINFO) != 0 && previous_action.sa_sigaction != nullptr) {
    previous_action.sa_sigaction(signal, info, context);
    return;
  }
  if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(signal);
    return;
  }
  // Nobody else cares: the process ends as it would have without us, here by the signal sent again (held back until
  // the handler returns).
  struct sigaction fallback = {};
  fallback.sa_handler = SIG_DFL;
  sigaction(SIGBUS, &fallback, nullptr);
  raise(signal);
}

void on_sigbus(int signal, siginfo_t* info, void* context) {
  const int saved_errno = errno;
  const uintptr_t address = reinterpret_cast<uintptr_t>(info->si_addr);
  // A signal that a process sent has no address (si_code is then zero or less).
  GuardSlot* slot = info->si_code > 0 ? slot_of(address) : nullptr;
  const bool patched = slot != nullptr && patch_tail(*slot, address);
  errno = saved_errno;
  if (!patched) pass_on(signal, info, context);
}

bool install_handler() {
  static std::once_flag once;
  static bool installed = false;
  std::call_once(once, [] {
    page_size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    struct sigaction action = {};
    action.sa_sigaction = on_sigbus;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    installed = sigaction(SIGBUS, &action, &previous_action) == 0;
  });
  return installed;
}

}  // namespace

GuardSlot* guard_mapping(void* base, size_t size) {
  if (!install_handler()) return nullptr;
  for (GuardSlot& slot : slots) {
    bool expected = false;
    if (!slot.taken.compare_exchange_strong(expected, true)) continue;
    slot.fault_offset.store(kNoFault, std::memory_order_relaxed);
    slot.base.store(reinterpret_cast<uintptr_t>(base), std::memory_order_relaxed);
    slot.size.store(size, std::memory_order_release);
    return &slot;
  }
  return nullptr;
}

void release_guard(GuardSlot* slot) {
  slot->size.store(0, std::memory_order_release);
  slot->taken.store(false, std::memory_order_release);
}

}  // namespace taskshape
