// OpenSSL 3's libcrypto: primitives, X.509 and CMS. Macros that Swift cannot import are wrapped
// here as static inline functions, and nowhere else.
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

static inline void chip_OPENSSL_free(void *memory) { OPENSSL_free(memory); }
