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
#include <openssl/provider.h>
#include <openssl/store.h>
#include <string.h>

static inline void chip_OPENSSL_free(void *memory) { OPENSSL_free(memory); }

// Stacks: typed by macros in OpenSSL's headers.
static inline int chip_sk_X509_num(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *chip_sk_X509_value(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
static inline void chip_sk_X509_pop_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }
static inline STACK_OF(X509) *chip_sk_X509_new(void) { return sk_X509_new_null(); }
static inline int chip_sk_X509_push(STACK_OF(X509) *stack, X509 *certificate) { return sk_X509_push(stack, certificate); }
static inline int chip_sk_X509_REVOKED_num(const STACK_OF(X509_REVOKED) *stack) { return sk_X509_REVOKED_num(stack); }
static inline int chip_sk_SignerInfo_num(const STACK_OF(CMS_SignerInfo) *stack) { return sk_CMS_SignerInfo_num(stack); }
static inline CMS_SignerInfo *chip_sk_SignerInfo_value(const STACK_OF(CMS_SignerInfo) *stack, int index) {
    return sk_CMS_SignerInfo_value(stack, index);
}

// Memory BIOs and names.
static inline long chip_BIO_get_mem_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }
static inline int chip_X509_NAME_print(BIO *bio, const X509_NAME *name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}
static inline void chip_X509V3_set_ctx(X509V3_CTX *context, X509 *issuer, X509 *subject) {
    X509V3_set_ctx(context, issuer, subject, NULL, NULL, 0);
    X509V3_set_ctx_nodb(context);
}
// The parameters of a certificate's key, as they are written; 0 where there are none.
static inline int chip_i2d_X509_key_parameters(const X509 *certificate, unsigned char **out) {
    X509_ALGOR *algorithm = NULL;
    if (X509_PUBKEY_get0_param(NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY(certificate)) != 1) return 0;
    return algorithm->parameter == NULL ? 0 : i2d_ASN1_TYPE(algorithm->parameter, out);
}
// The number that is the parameter of a public key's algorithm, and the key; -1 where the algorithm is another than the
// dotted one.
static inline long chip_X509_PUBKEY_number(
    const X509_PUBKEY *info, const char *algorithm, const unsigned char **key, int *length) {
    ASN1_OBJECT *found = NULL;
    X509_ALGOR *parameters = NULL;
    if (X509_PUBKEY_get0_param(&found, key, length, &parameters, info) != 1) return -1;
    char name[64];
    if (OBJ_obj2txt(name, sizeof name, found, 1) <= 0 || strcmp(name, algorithm) != 0) return -1;
    int type = V_ASN1_UNDEF;
    const void *value = NULL;
    X509_ALGOR_get0(NULL, &type, &value, parameters);
    return type == V_ASN1_INTEGER ? ASN1_INTEGER_get(value) : -1;
}
// Whether extKeyUsage names a purpose, dotted.
static inline int chip_X509_has_purpose(const X509 *certificate, const char *purpose) {
    EXTENDED_KEY_USAGE *usages = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    ASN1_OBJECT *wanted = OBJ_txt2obj(purpose, 1);
    int found = 0;
    for (int index = 0; wanted != NULL && index < sk_ASN1_OBJECT_num(usages); index++) {
        if (OBJ_cmp(sk_ASN1_OBJECT_value(usages, index), wanted) == 0) found = 1;
    }
    ASN1_OBJECT_free(wanted);
    EXTENDED_KEY_USAGE_free(usages);
    return found;
}

// Times of certificates and of CMS attributes, as seconds since 1970; 0 where they cannot be read.
#include <time.h>
static inline int chip_ASN1_TIME_seconds(const ASN1_TIME *time, long long *seconds) {
    struct tm parts;
    if (time == NULL || ASN1_TIME_to_tm(time, &parts) != 1) return 0;
    *seconds = (long long)timegm(&parts);
    return 1;
}

// Public keys from their numbers. The parameter builder keeps pointers to names and values until the end, which Swift's
// temporary strings would not outlive.
static inline EVP_PKEY *chip_EVP_PKEY_from(const char *type, OSSL_PARAM_BLD *builder) {
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;
    if (parameters != NULL && context != NULL && EVP_PKEY_fromdata_init(context) == 1) {
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
    }
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    return key;
}
static inline EVP_PKEY *chip_EVP_PKEY_from_rsa(const BIGNUM *modulus, const BIGNUM *exponent) {
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (builder != NULL && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus) == 1
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent) == 1) {
        key = chip_EVP_PKEY_from("RSA", builder);
    }
    OSSL_PARAM_BLD_free(builder);
    return key;
}
static inline EVP_PKEY *chip_EVP_PKEY_from_point(const char *curve, const unsigned char *point, size_t length) {
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;
    if (builder != NULL && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, length) == 1) {
        key = chip_EVP_PKEY_from("EC", builder);
    }
    OSSL_PARAM_BLD_free(builder);
    return key;
}

// A key in a PKCS#11 token: Debian 12 has an engine for it and no provider, so the older interface is the one that works.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/engine.h>
static inline EVP_PKEY *chip_ENGINE_load_private_key(const char *identifier, const char *uri) {
    ENGINE *engine = ENGINE_by_id(identifier);
    EVP_PKEY *key = NULL;
    if (engine != NULL && ENGINE_init(engine) == 1) {
        key = ENGINE_load_private_key(engine, uri, NULL, NULL);
        ENGINE_finish(engine);
    }
    ENGINE_free(engine);
    return key;
}

// A generator in front of the library's own, for random numbers that a seed decides: see SeededRandomness. There is no other
// way to reach the numbers inside key generation and ECDSA.
static inline int chip_RAND_set_bytes(int (*bytes)(unsigned char *buffer, int count)) {
    static RAND_METHOD method;
    method = *RAND_OpenSSL();
    method.bytes = bytes;
    method.pseudorand = bytes;
    return RAND_set_rand_method(&method);
}
static inline int chip_RAND_OpenSSL_bytes(unsigned char *buffer, int count) {
    return RAND_OpenSSL()->bytes(buffer, count);
}

// A MAC's key with its cipher's name. Here and not in Swift: a parameter keeps the pointer to its own name, and Swift's C
// strings live for one call.
static inline int chip_EVP_MAC_init(EVP_MAC_CTX *context, const char *cipher, const unsigned char *key, size_t length) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, (char *)cipher, 0), OSSL_PARAM_construct_end()};
    return EVP_MAC_init(context, key, length, parameters);
}
