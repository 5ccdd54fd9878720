#include "mapping.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace taskshape {
namespace {

/// Closes the descriptor unless it was handed on.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

}  // namespace

std::shared_ptr<Mapping> Mapping::open(const char* path, int& error) {
  Descriptor file(::open(path, O_RDONLY | O_CLOEXEC));
  struct stat status;
  if (file.get() < 0 || fstat(file.get(), &status) != 0) {
    error = errno;
    return nullptr;
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size == 0 || size > std::numeric_limits<size_t>::max() / 2) {
    error = EINVAL;
    return nullptr;
  }
  void* base = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (base == MAP_FAILED) {
    error = errno;
    return nullptr;
  }
  GuardSlot* guard = guard_mapping(base, size);
  if (guard == nullptr) {
    munmap(base, size);
    error = EMFILE;
    return nullptr;
  }
  return std::make_shared<Mapping>(file.release(), static_cast<const uint8_t*>(base), size, guard);
}

Mapping::Mapping(int descriptor, const uint8_t* base, uint64_t size, GuardSlot* guard)
    : descriptor_(descriptor), base_(base), size_(size), guard_(guard) {}

Mapping::~Mapping() {
  release_guard(guard_);
  munmap(const_cast<uint8_t*>(base_), size_);
  close(descriptor_);
}

uint64_t Mapping::check_changed() const {
  const uint64_t fault = changed_at();
  struct stat status;
  if (fstat(descriptor_, &status) != 0) return std::min<uint64_t>(fault, 0);
  const auto now = static_cast<uint64_t>(status.st_size);
  return now < size_ ? std::min(fault, now) : fault;
}

size_t Mapping::read(uint64_t offset, uint8_t* target, size_t length) const {
  const size_t held = offset < size_ ? static_cast<size_t>(std::min<uint64_t>(length, size_ - offset)) : 0;
  if (held != 0) std::memcpy(target, base_ + offset, held);
  if (held != length) std::memset(target + held, 0, length - held);
  return held;
}

}  // namespace taskshape
