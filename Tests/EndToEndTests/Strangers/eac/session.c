#include "session.h"

#include <eac/ca.h>
#include <openssl/dh.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <string.h>

void begin(void) {
    /* libeac loads the legacy provider for single DES and unloads it again, which takes the default one along. */
    if (OSSL_PROVIDER_load(NULL, "default") == NULL || OSSL_PROVIDER_load(NULL, "legacy") == NULL) {
        fail(1, "OpenSSL's providers");
    }
    EAC_init();
}

EAC_CTX *session_for(const BUF_MEM *card_access) {
    EAC_CTX *context = EAC_CTX_new();
    if (context == NULL) fail(1, "no context");
    if (!EAC_CTX_init_ef_cardaccess((const unsigned char *)card_access->data, card_access->length, context)
        || context->pace_ctx == NULL) {
        fail(8, "libeac knows no PACE of this EF.CardAccess");
    }
    return context;
}

/* A ChipAuthenticationPublicKeyInfo over DH with its group by number. libeac reads dhpublicnumber's parameters in the form
 * of PKCS #3, where X9.42 has the prime, the generator and the order: the order's length tells the group (RFC 5114). */
static BUF_MEM *with_group_number(const BUF_MEM *info) {
    static const char dhpublicnumber[] = "\x2A\x86\x48\xCE\x3E\x02\x01";
    static const char standardized[] = "\x04\x00\x7F\x00\x07\x01\x02";
    BUF_MEM *key = find_object(info, 0x30), *algorithm = key == NULL ? NULL : find_object(key, 0x30);
    BUF_MEM *name = algorithm == NULL ? NULL : find_object(algorithm, 0x06);
    if (name == NULL || name->length != 7 || memcmp(name->data, dhpublicnumber, 7) != 0) {
        return bytes(info->data, info->length);
    }
    BUF_MEM *numbers = find_object(algorithm, 0x30), *number = NULL;
    size_t position = 0;
    unsigned tag;
    for (int index = 0; index < 3; index++) {
        if (numbers == NULL || !next_object(numbers, &position, &tag, &number)) fail(8, "DH without its three numbers");
    }
    size_t order = number->length - (number->data[0] == 0);
    unsigned char group = order == 20 ? 0 : order == 28 ? 1 : 2;
    BUF_MEM *made = object(0x06, bytes(standardized, 7));
    append_object(made, 0x02, bytes(&group, 1));
    BUF_MEM *new_key = object(0x30, made);
    append_object(new_key, 0x03, find_object(key, 0x03));
    made = object(0x06, find_object(info, 0x06));
    append_object(made, 0x30, new_key);
    BUF_MEM *key_id = find_object(info, 0x02);
    if (key_id != NULL) append_object(made, 0x02, key_id);
    return made;
}

void add_data_group14(EAC_CTX *context, const BUF_MEM *data_group14) {
    BUF_MEM *file = find_object(data_group14, 0x6E);
    BUF_MEM *set = file == NULL ? NULL : find_object(file, 0x31);
    if (set == NULL) fail(1, "EF.DG14 is no SecurityInfos");
    /* libeac reads a key only behind the information that it belongs to; a key is the longest of all. */
    BUF_MEM *first = empty(), *last = empty(), *value;
    size_t position = 0;
    unsigned tag;
    while (next_object(set, &position, &tag, &value)) {
        int is_key = value->length > 64;
        append_object(is_key ? last : first, tag, is_key ? with_group_number(value) : value);
    }
    append_all(first, last);
    BUF_MEM *ordered = object(0x31, first);
    if (!EAC_CTX_init_ef_cardaccess((const unsigned char *)ordered->data, ordered->length, context)
        || context->ca_ctx == NULL) {
        fail(8, "libeac knows no Chip Authentication of this EF.DG14");
    }
}

BUF_MEM *identifier(int protocol) {
    const ASN1_OBJECT *name = OBJ_nid2obj(protocol);
    return bytes(OBJ_get0_data(name), OBJ_length(name));
}

size_t integer_length(EVP_PKEY *key) {
    int kind = EVP_PKEY_base_id(key);
    return kind == EVP_PKEY_DH || kind == EVP_PKEY_DHX ? (size_t)EVP_PKEY_size(key) : 0;
}

BUF_MEM *compressed(EAC_CTX *context, int which, const BUF_MEM *key) {
    BUF_MEM *made = EAC_Comp(context, which, key);
    if (made == NULL) fail(1, "Comp()");
    /* A point is 04, x and y. */
    return key->data[0] == 0x04 && made->length != 20 ? padded_in_front(made, key->length / 2) : made;
}

void complete_shared_secret(KA_CTX *agreement) {
    agreement->shared_secret = padded_in_front(agreement->shared_secret, integer_length(agreement->key));
}

void derive_chip_authentication_keys(EAC_CTX *context, const BUF_MEM *other) {
    if (!CA_STEP4_compute_shared_secret(context, other)) fail(6, "Chip Authentication: no shared secret");
    complete_shared_secret(context->ca_ctx->ka_ctx);
    /* libeac's step 6 is version 2's: keys from the secret and the chip's nonce, then the chip's token. Without a nonce
     * the keys are version 1's, which has no token: what step 6 says of this one means nothing. That the keys are
     * right shows in the next exchange. */
    CA_STEP6_derive_keys(context, NULL, bytes("\0\0\0\0\0\0\0\0", 8));
    ERR_clear_error();
    if (!EAC_CTX_set_encryption_ctx(context, EAC_ID_CA)) fail(6, "Chip Authentication: no keys");
}

static BUF_MEM *padded_for_code(EAC_CTX *context, const unsigned char *header, const BUF_MEM *objects) {
    BUF_MEM *input = empty();
    if (header != NULL) append_all(input, EAC_add_iso_pad(context, bytes(header, 4)));
    if (objects->length > 0) {
        append_all(input, objects);
        /* The padding counts from the beginning, and what is before the objects is whole blocks. */
        return EAC_add_iso_pad(context, input);
    }
    return input;
}

static BUF_MEM *encrypted(EAC_CTX *context, const BUF_MEM *plain) {
    BUF_MEM *sealed = EAC_encrypt(context, EAC_add_iso_pad(context, plain));
    if (sealed == NULL) fail(1, "encryption");
    BUF_MEM *content = bytes("\x01", 1);
    append_all(content, sealed);
    return content;
}

static BUF_MEM *decrypted(EAC_CTX *context, const BUF_MEM *content) {
    if (content->length < 2 || content->data[0] != 0x01) return NULL;
    BUF_MEM *padded = EAC_decrypt(context, bytes(content->data + 1, content->length - 1));
    return padded == NULL ? NULL : EAC_remove_iso_pad(padded);
}

/* Whether the code in 8E fits the objects 87, 97 and 99 before it. */
static int is_authentic(EAC_CTX *context, const unsigned char *header, const BUF_MEM *data) {
    static const unsigned protected_tags[] = {0x87, 0x97, 0x99};
    BUF_MEM *objects = empty(), *code = find_object(data, 0x8E);
    for (size_t index = 0; index < 3; index++) {
        BUF_MEM *value = find_object(data, protected_tags[index]);
        if (value != NULL) append_object(objects, protected_tags[index], value);
    }
    return code != NULL && EAC_verify_authentication(context, padded_for_code(context, header, objects), code) == 1;
}

static void append_code(EAC_CTX *context, const unsigned char *header, BUF_MEM *objects) {
    BUF_MEM *code = EAC_authenticate(context, padded_for_code(context, header, objects));
    if (code == NULL) fail(1, "authentication code");
    append_object(objects, 0x8E, code);
}

struct command protect_command(EAC_CTX *context, struct command plain) {
    EAC_increment_ssc(context);
    struct command made = plain;
    made.header[0] |= 0x0C;
    made.data = empty();
    if (plain.data->length > 0) append_object(made.data, 0x87, encrypted(context, plain.data));
    if (plain.expected >= 0) {
        unsigned char expected = (unsigned char)plain.expected;
        append_object(made.data, 0x97, bytes(&expected, 1));
    }
    append_code(context, made.header, made.data);
    made.expected = 256;
    return made;
}

struct response unprotect_response(EAC_CTX *context, struct response protected_) {
    struct response plain = {empty(), protected_.status};
    EAC_increment_ssc(context);
    BUF_MEM *status = find_object(protected_.data, 0x99), *content = find_object(protected_.data, 0x87);
    if (status == NULL || status->length != 2 || !is_authentic(context, NULL, protected_.data)) {
        plain.status = 0;
        return plain;
    }
    plain.status = (unsigned)(unsigned char)status->data[0] << 8 | (unsigned char)status->data[1];
    if (content != NULL) plain.data = decrypted(context, content);
    if (plain.data == NULL) fail(1, "an answer that does not decrypt");
    return plain;
}

int unprotect_command(EAC_CTX *context, struct command protected_, struct command *plain) {
    EAC_increment_ssc(context);
    if (!is_authentic(context, protected_.header, protected_.data)) return 0;
    BUF_MEM *content = find_object(protected_.data, 0x87), *expected = find_object(protected_.data, 0x97);
    *plain = protected_;
    plain->header[0] &= (unsigned char)~0x0C;
    plain->data = content == NULL ? empty() : decrypted(context, content);
    plain->expected = -1;
    if (expected != NULL) {
        plain->expected = 0;
        for (size_t index = 0; index < expected->length; index++) {
            plain->expected = plain->expected << 8 | (unsigned char)expected->data[index];
        }
        if (plain->expected == 0) plain->expected = expected->length == 1 ? 256 : 65536;
    }
    return plain->data != NULL;
}

struct response protect_response(EAC_CTX *context, struct response plain) {
    EAC_increment_ssc(context);
    struct response made = {empty(), plain.status};
    unsigned char status[] = {(unsigned char)(plain.status >> 8), (unsigned char)plain.status};
    if (plain.data->length > 0) append_object(made.data, 0x87, encrypted(context, plain.data));
    append_object(made.data, 0x99, bytes(status, 2));
    append_code(context, NULL, made.data);
    return made;
}
