#include "crypto/curve.h"

#include <secp256k1.h>

#include "crypto/stack.h"
#include "steelshare/base/expects.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

// Made once, at the first use, and kept as long as the process lives. It is not randomised: that
// blinds against whoever measures power or radiation, whom the threat model leaves out, and would
// need randomness in a pure function.
const secp256k1_context* context() {
  static const secp256k1_context* const made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
  return made;
}

bool read(CompressedPoint bytes, secp256k1_pubkey& point) {
  return secp256k1_ec_pubkey_parse(context(), &point, bytes.data(), bytes.size()) == 1;
}

void write(const secp256k1_pubkey& point, std::span<std::uint8_t> out, unsigned int form) {
  std::size_t size = out.size();
  expects(secp256k1_ec_pubkey_serialize(context(), out.data(), &size, &point, form) == 1 &&
          size == out.size());
}

secp256k1_pubkey make_point(Scalar private_key) {
  secp256k1_pubkey computed;
  expects(secp256k1_ec_pubkey_create(context(), &computed, private_key.data()) == 1);
  wipe_stack();
  return computed;
}

}  // namespace

bool is_private_key(Scalar scalar) {
  const int valid = secp256k1_ec_seckey_verify(context(), scalar.data());
  wipe_stack();
  return detail::declassify(valid) == 1;  // whether it is a key is public
}

bool is_public_key(CompressedPoint point) {
  secp256k1_pubkey parsed;
  return read(point, parsed);
}

void public_key(Scalar private_key, std::span<std::uint8_t, compressed_point_bytes> point) {
  write(make_point(private_key), point, SECP256K1_EC_COMPRESSED);
}

void public_key(Scalar private_key, std::span<std::uint8_t, uncompressed_point_bytes> point) {
  write(make_point(private_key), point, SECP256K1_EC_UNCOMPRESSED);
}

void uncompress(CompressedPoint point, std::span<std::uint8_t, uncompressed_point_bytes> out) {
  secp256k1_pubkey parsed;
  expects(read(point, parsed));
  write(parsed, out, SECP256K1_EC_UNCOMPRESSED);
}

bool add_to_private_key(std::span<std::uint8_t, scalar_bytes> key, Scalar tweak) {
  const bool added = secp256k1_ec_seckey_tweak_add(context(), key.data(), tweak.data()) == 1;
  wipe_stack();
  return added;
}

bool multiply_private_key(std::span<std::uint8_t, scalar_bytes> key, Scalar factor) {
  const bool multiplied = secp256k1_ec_seckey_tweak_mul(context(), key.data(), factor.data()) == 1;
  wipe_stack();
  return multiplied;
}

bool add_to_public_key(std::span<std::uint8_t, compressed_point_bytes> key, Scalar tweak) {
  secp256k1_pubkey point;
  expects(read(key, point));
  if (secp256k1_ec_pubkey_tweak_add(context(), &point, tweak.data()) != 1) return false;
  write(point, key, SECP256K1_EC_COMPRESSED);
  return true;
}

}  // namespace steelshare::crypto
