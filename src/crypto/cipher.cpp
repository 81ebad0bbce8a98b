#include "crypto/cipher.h"

#include <openssl/evp.h>

#include <memory>

#include "crypto/stack.h"
#include "steelshare/base/failure.h"
#include "steelshare/secret/secret.h"

namespace steelshare::crypto {
namespace {

void expect_done(bool done) {
  if (!done) throw SystemFailure("a cipher of libcrypto failed");
}

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const {
    EVP_CIPHER_CTX_free(context);  // cleanses the key schedule
    wipe_stack();
  }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

int size_of(Bytes bytes) {
  expects(bytes.size() <= std::size_t{1} << 30);
  return static_cast<int>(bytes.size());
}

enum class Direction : int { decrypt = 0, encrypt = 1 };

// libcrypto must not read a configuration file, which the environment could name.
Context begin(const EVP_CIPHER* cipher, Bytes key, const std::uint8_t* nonce, Direction direction) {
  expect_done(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr) == 1);
  Context context(EVP_CIPHER_CTX_new());
  expect_done(context != nullptr && EVP_CipherInit_ex(context.get(), cipher, nullptr, key.data(),
                                                      nonce, static_cast<int>(direction)) == 1);
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  return context;
}

// out: null for associated bytes.
void update(const Context& context, Bytes in, std::uint8_t* out) {
  int written = 0;
  if (in.empty()) return;
  expect_done(EVP_CipherUpdate(context.get(), out, &written, in.data(), size_of(in)) == 1 &&
              written == size_of(in));
}

bool finish(const Context& context) {
  std::uint8_t nothing[aes_block_bytes];
  int written = 0;
  return EVP_CipherFinal_ex(context.get(), nothing, &written) == 1;
}

void run(const EVP_CIPHER* cipher, Bytes key, const std::uint8_t* nonce, Direction direction,
         Bytes in, std::span<std::uint8_t> out) {
  expects(in.size() == out.size());
  const auto context = begin(cipher, key, nonce, direction);
  update(context, in, out.data());
  expect_done(finish(context));
}

}  // namespace

void aes128_ctr(Aes128Key key, AesBlock counter, Bytes text, std::span<std::uint8_t> out) {
  run(EVP_aes_128_ctr(), key, counter.data(), Direction::encrypt, text, out);
}

void aes256_encrypt(Aes256Key key, AesBlock block, std::span<std::uint8_t, aes_block_bytes> out) {
  run(EVP_aes_256_ecb(), key, nullptr, Direction::encrypt, block, out);
}

void aes256_decrypt(Aes256Key key, AesBlock block, std::span<std::uint8_t, aes_block_bytes> out) {
  run(EVP_aes_256_ecb(), key, nullptr, Direction::decrypt, block, out);
}

void seal(SealKey key, SealNonce nonce, Bytes associated, Bytes text,
          std::span<std::uint8_t> sealed) {
  expects(sealed.size() == text.size() + seal_tag_bytes);
  const auto context = begin(EVP_chacha20_poly1305(), key, nonce.data(), Direction::encrypt);
  update(context, associated, nullptr);
  update(context, text, sealed.data());
  expect_done(finish(context));
  expect_done(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, int{seal_tag_bytes},
                                  sealed.data() + text.size()) == 1);
}

bool unseal(SealKey key, SealNonce nonce, Bytes associated, Bytes sealed,
            std::span<std::uint8_t> text) {
  expects(sealed.size() == text.size() + seal_tag_bytes);
  const auto context = begin(EVP_chacha20_poly1305(), key, nonce.data(), Direction::decrypt);
  Scratch<seal_tag_bytes> tag;
  std::copy(sealed.end() - seal_tag_bytes, sealed.end(), tag.view().begin());
  expect_done(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, int{seal_tag_bytes},
                                  tag.view().data()) == 1);
  update(context, associated, nullptr);
  update(context, sealed.first(text.size()), text.data());
  if (finish(context)) return true;
  cleanse(text.data(), text.size());
  return false;
}

}  // namespace steelshare::crypto
