/* The terminal's role with libeac: PACE, Chip Authentication version 1, Terminal Authentication version 1 against the
 * card in the first reader. usage: terminal OUT can|mrz SECRET [TERMINAL ROOT]
 *
 * SECRET is the CAN, or the lines of a TD1 zone joined. TERMINAL is a folder with is.cvcert, dv.cvcert and is.pem, ROOT
 * the certificate of the root, from which libeac checks that chain before it shows it. The files go to OUT.
 *
 * Ends with 0; 5 where the card does not accept the password, 6 where Chip Authentication or 7 where Terminal
 * Authentication fails, 8 where libeac does not know what the card offers, 1 for anything else. */
#include "session.h"

#include <eac/ca.h>
#include <eac/ta.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>
#include <winscard.h>

static SCARDHANDLE card;
static EAC_CTX *eac;
static int is_protected;

static BUF_MEM *hex(const char *text) {
    BUF_MEM *made = empty();
    unsigned value;
    for (; sscanf(text, "%2x", &value) == 1; text += 2) {
        unsigned char octet = (unsigned char)value;
        append(made, &octet, 1);
    }
    return made;
}

static void connect_card(void) {
    SCARDCONTEXT service;
    char readers[4096];
    DWORD length = sizeof readers, protocol;
    if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &service) != SCARD_S_SUCCESS
        || SCardListReaders(service, NULL, readers, &length) != SCARD_S_SUCCESS) {
        fail(1, "there is no reader");
    }
    LONG result = SCardConnect(
        service, readers, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
    if (result != SCARD_S_SUCCESS) fail(1, "no card: %s", pcsc_stringify_error(result));
}

static struct response exchange(struct command command) {
    BUF_MEM *apdu = bytes(command.header, 4);
    size_t length = command.data->length;
    unsigned char wide[] = {0, (unsigned char)(length >> 8), (unsigned char)length}, zeros[] = {0, 0};
    if (length > 255) {
        append(apdu, wide, 3);
        append_all(apdu, command.data);
        if (command.expected >= 0) append(apdu, zeros, 2);
    } else {
        unsigned char expected = (unsigned char)command.expected;
        if (length > 0) append(apdu, wide + 2, 1);
        append_all(apdu, command.data);
        if (command.expected >= 0) append(apdu, &expected, 1);
    }
    unsigned char answer[66000];
    DWORD count = sizeof answer;
    LONG result = SCardTransmit(
        card, SCARD_PCI_T1, (const unsigned char *)apdu->data, apdu->length, NULL, answer, &count);
    if (result != SCARD_S_SUCCESS || count < 2) fail(1, "no answer: %s", pcsc_stringify_error(result));
    struct response response = {bytes(answer, count - 2), (unsigned)answer[count - 2] << 8 | answer[count - 1]};
    return response;
}

/* One command, protected once there is a session. */
static struct response transmit(const char *header, BUF_MEM *data, long expected) {
    struct command command = {{0}, data, expected, 0};
    memcpy(command.header, hex(header)->data, 4);
    if (!is_protected) return exchange(command);
    return unprotect_response(eac, exchange(protect_command(eac, command)));
}

static BUF_MEM *read_binary(const char *select) {
    BUF_MEM *content = empty();
    if (transmit("00A4020C", hex(select), -1).status != 0x9000) return NULL;
    for (;;) {
        char header[9];
        snprintf(header, sizeof header, "00B0%04zX", content->length);
        struct response part = transmit(header, empty(), 0xC0);
        if (part.status == 0x6982) return NULL;
        append_all(content, part.data);
        if (part.status != 0x9000 || part.data->length < 0xC0) return content;
    }
}

/* One step of PACE: an object in 7C out, an object in 7C back. */
static BUF_MEM *general_authenticate(const char *header, unsigned tag, BUF_MEM *value, unsigned answer_tag, int status) {
    BUF_MEM *inside = value == NULL ? empty() : object(tag, value);
    struct response answer = transmit(header, object(0x7C, inside), 256);
    if (answer.status != 0x9000) fail(status, "PACE: the card says %04X", answer.status);
    BUF_MEM *template = find_object(answer.data, 0x7C);
    BUF_MEM *found = template == NULL ? NULL : find_object(template, answer_tag);
    if (found == NULL) fail(1, "PACE: %02X is missing", answer_tag);
    return found;
}

/* Returns the card's ephemeral key, which names the card in Terminal Authentication. */
static BUF_MEM *pace(BUF_MEM *card_access, const char *kind, const char *secret) {
    PACE_SEC *password = PACE_SEC_new(secret, strlen(secret), strcmp(kind, "mrz") == 0 ? PACE_MRZ : PACE_CAN);
    if (password == NULL) fail(1, "no password");
    eac = session_for(card_access);
    unsigned char reference = (unsigned char)password->type, parameter = (unsigned char)eac->pace_ctx->id;
    BUF_MEM *set = object(0x80, identifier(eac->pace_ctx->protocol));
    append_object(set, 0x83, bytes(&reference, 1));
    append_object(set, 0x84, bytes(&parameter, 1));
    unsigned status = transmit("0022C1A4", set, -1).status;
    if (status != 0x9000) fail(1, "MSE:Set AT: the card says %04X", status);

    BUF_MEM *nonce = general_authenticate("10860000", 0, NULL, 0x80, 1);
    if (!PACE_STEP2_dec_nonce(eac, password, nonce)) fail(1, "PACE: nonce");
    BUF_MEM *mapping = PACE_STEP3A_generate_mapping_data(eac);
    if (mapping == NULL) fail(1, "PACE: mapping data");
    BUF_MEM *mapped = general_authenticate("10860000", 0x81, mapping, 0x82, 1);
    if (!PACE_STEP3A_map_generator(eac, mapped)) fail(1, "PACE: mapping");
    BUF_MEM *own = PACE_STEP3B_generate_ephemeral_key(eac);
    if (own == NULL) fail(1, "PACE: ephemeral key");
    BUF_MEM *other = general_authenticate("10860000", 0x83, own, 0x84, 1);
    if (!PACE_STEP3B_compute_shared_secret(eac, other)) fail(1, "PACE: shared secret");
    complete_shared_secret(eac->pace_ctx->ka_ctx);
    if (!PACE_STEP3C_derive_keys(eac)) fail(1, "PACE: keys");
    BUF_MEM *token = PACE_STEP3D_compute_authentication_token(eac, other);
    if (token == NULL) fail(1, "PACE: token");
    BUF_MEM *proof = general_authenticate("00860000", 0x85, token, 0x86, 5);
    if (PACE_STEP3D_verify_authentication_token(eac, proof) != 1) fail(1, "PACE: the card's token does not fit");
    if (!EAC_CTX_set_encryption_ctx(eac, EAC_ID_PACE)) fail(1, "PACE: session");
    is_protected = 1;
    printf("PACE %s, parameter %d, %s\n", OBJ_nid2sn(eac->pace_ctx->protocol), eac->pace_ctx->id, kind);
    return other;
}

/* Returns the key that the terminal sent, which names the session in Terminal Authentication. */
static BUF_MEM *chip_authentication(BUF_MEM *data_group14) {
    add_data_group14(eac, data_group14);
    CA_CTX *chip = eac->ca_ctx;
    BUF_MEM *chip_key = CA_STEP2_get_eph_pubkey(eac);
    if (chip_key == NULL || TA_STEP3_generate_ephemeral_key(eac) == NULL) fail(6, "Chip Authentication: no key");
    BUF_MEM *own = CA_STEP2_get_eph_pubkey(eac), *reference = empty();
    unsigned char number = (unsigned char)chip->id;
    if (chip->id >= 0) append_object(reference, 0x84, bytes(&number, 1));
    unsigned status;
    if (chip->protocol == NID_id_CA_ECDH_3DES_CBC_CBC || chip->protocol == NID_id_CA_DH_3DES_CBC_CBC) {
        BUF_MEM *template = object(0x91, own);
        append_all(template, reference);
        status = transmit("002241A6", template, -1).status;
    } else {
        BUF_MEM *set = object(0x80, identifier(chip->protocol));
        append_all(set, reference);
        status = transmit("002241A4", set, -1).status;
        if (status == 0x9000) status = transmit("00860000", object(0x7C, object(0x80, own)), 256).status;
    }
    if (status != 0x9000) fail(6, "Chip Authentication: the card says %04X", status);
    derive_chip_authentication_keys(eac, chip_key);
    /* The proof: the same file again, under the new keys. */
    BUF_MEM *again = read_binary("010E");
    if (again == NULL || again->length != data_group14->length
        || memcmp(again->data, data_group14->data, again->length) != 0) {
        fail(6, "Chip Authentication: the card does not know its key");
    }
    printf("CA %s\n", OBJ_nid2sn(chip->protocol));
    return own;
}

static BUF_MEM *part_of_folder(const char *folder, const char *name) {
    BUF_MEM *content = read_file(folder, name);
    if (content == NULL) fail(1, "%s %s is not there", folder, name == NULL ? "" : name);
    return content;
}

/* Lets libeac check a certificate and shows it to the card. */
static void show(BUF_MEM *certificate) {
    if (!TA_STEP2_import_certificate(eac, (const unsigned char *)certificate->data, certificate->length)) {
        fail(7, "libeac does not accept the chain");
    }
    BUF_MEM *content = find_object(certificate, 0x7F21);
    BUF_MEM *authority = find_object(find_object(content, 0x7F4E), 0x42);
    unsigned status = transmit("002281B6", object(0x83, authority), -1).status;
    if (status == 0x9000) status = transmit("002A00BE", content, -1).status;
    if (status != 0x9000) fail(7, "Terminal Authentication: the card refuses a certificate with %04X", status);
}

/* A plain signature has two numbers as long as the group's order (TR-03111 §5.2.1); libeac's are as long as the longer of
 * the two. */
static BUF_MEM *plain_signature(EVP_PKEY *key, BUF_MEM *made) {
    if (EVP_PKEY_base_id(key) != EVP_PKEY_EC) return made;
    size_t half = made->length / 2, length = ((size_t)EVP_PKEY_bits(key) + 7) / 8;
    BUF_MEM *signature = padded_in_front(bytes(made->data, half), length);
    append_all(signature, padded_in_front(bytes(made->data + half, half), length));
    return signature;
}

static void terminal_authentication(const char *folder, const char *root, BUF_MEM *card_key, BUF_MEM *own_key) {
    BUF_MEM *anchor = part_of_folder(root, NULL);
    if (!EAC_CTX_init_ta(eac, NULL, 0, (const unsigned char *)anchor->data, anchor->length)) {
        fail(7, "libeac does not accept the root");
    }
    TA_disable_checks(eac);
    BUF_MEM *certificate = part_of_folder(folder, "is.cvcert");
    show(part_of_folder(folder, "dv.cvcert"));
    show(certificate);
    BUF_MEM *holder = find_object(find_object(find_object(certificate, 0x7F21), 0x7F4E), 0x5F20);
    unsigned status = transmit("002281A4", object(0x83, holder), -1).status;
    if (status != 0x9000) fail(7, "Terminal Authentication: MSE:Set AT says %04X", status);
    struct response challenge = transmit("00840000", empty(), 8);
    if (challenge.status != 0x9000 || !TA_STEP4_set_nonce(eac, challenge.data)) fail(7, "no challenge");
    BUF_MEM *key = part_of_folder(folder, "is.pem");
    /* Set late: with a private key libeac would look for the chain's keys on its curve. */
    eac->ta_ctx->priv_key = PEM_read_bio_PrivateKey(BIO_new_mem_buf(key->data, (int)key->length), NULL, NULL, NULL);
    BUF_MEM *signature =
        TA_STEP5_sign(eac, compressed(eac, EAC_ID_CA, own_key), compressed(eac, EAC_ID_PACE, card_key), NULL);
    if (signature == NULL) fail(7, "no signature");
    status = transmit("00820000", plain_signature(eac->ta_ctx->priv_key, signature), -1).status;
    if (status != 0x9000) fail(7, "Terminal Authentication: the card refuses the signature with %04X", status);
    printf("TA %s\n", OBJ_nid2sn(eac->ta_ctx->protocol));
}

static void keep(const char *out, const char *name, const char *select) {
    char file[32];
    BUF_MEM *content = read_binary(select);
    if (content == NULL) {
        printf("%s is closed\n", name);
        return;
    }
    snprintf(file, sizeof file, "%s.bin", name);
    write_file(out, file, content);
    printf("%s, %zu bytes\n", name, content->length);
}

int main(int count, char **arguments) {
    if (count != 4 && count != 6) fail(64, "usage: terminal OUT can|mrz SECRET [TERMINAL ROOT]");
    const char *out = arguments[1];
    begin();
    connect_card();
    BUF_MEM *card_access = read_binary("011C");
    if (card_access == NULL) fail(1, "no EF.CardAccess");
    BUF_MEM *card_key = pace(card_access, arguments[2], arguments[3]);
    unsigned status = transmit("00A4040C", hex("A0000002471001"), -1).status;
    if (status != 0x9000) fail(1, "no application: %04X", status);
    keep(out, "COM", "011E");
    keep(out, "SOD", "011D");
    keep(out, "DG1", "0101");
    keep(out, "DG3", "0103");
    BUF_MEM *data_group14 = read_binary("010E");
    if (data_group14 == NULL) fail(1, "no EF.DG14");
    BUF_MEM *own_key = chip_authentication(data_group14);
    keep(out, "DG2", "0102");
    if (count == 6) {
        terminal_authentication(arguments[4], arguments[5], card_key, own_key);
        keep(out, "DG3", "0103");
    }
    SCardDisconnect(card, SCARD_RESET_CARD);
    return 0;
}
