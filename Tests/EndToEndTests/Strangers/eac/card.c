/* The card's role with libeac: PACE, Chip Authentication version 1 and Terminal Authentication version 1 for the files of
 * a folder, in a virtual reader. usage: card SOCKET FOLDER CAN [ROOT]
 *
 * FOLDER is one of `idcard issue`, with files/ and chip-authentication-1.key; ROOT the certificate that the card trusts
 * for Terminal Authentication, without which EF.DG3 stays closed. Says “inserted” when the reader has given power, and
 * what each protocol did. */
#include "session.h"

#include <eac/ca.h>
#include <eac/ta.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { largest_answer = 0xDF, largest_file = 40 };

struct file {
    unsigned identifier;
    int is_under_master_file;
    BUF_MEM *content;
};

static const char *folder, *root;
static struct file files[largest_file];
static size_t file_count;
static PACE_SEC *can, *mrz;

/* Gone with power. */
static struct {
    EAC_CTX *eac;
    PACE_SEC *password;
    int step, is_protected, has_application, takes_new_keys, is_chip_key_chosen, is_open;
    struct file *selected;
    BUF_MEM *own_key, *other_key, *chip_identifier, *terminal_key, *chain, *rest;
} state;

static const char *const names[] = {
    "", "DG1", "DG2", "DG3", "DG4", "DG5", "DG6", "DG7", "DG8", "DG9", "DG10", "DG11", "DG12", "DG13", "DG14", "DG15",
    "DG16",
};

static void add(const char *name, unsigned identifier, int is_under_master_file) {
    char path[64];
    snprintf(path, sizeof path, "files/%s.bin", name);
    BUF_MEM *content = read_file(folder, path);
    if (content == NULL || file_count == largest_file) return;
    struct file made = {identifier, is_under_master_file, content};
    files[file_count++] = made;
}

static struct file *file(unsigned identifier, unsigned mask) {
    for (size_t index = 0; index < file_count; index++) {
        int is_visible = files[index].is_under_master_file != state.has_application;
        if (is_visible && (files[index].identifier & mask) == (identifier & mask)) return &files[index];
    }
    return NULL;
}

static BUF_MEM *content_of(unsigned identifier, int is_under_master_file) {
    for (size_t index = 0; index < file_count; index++) {
        if (files[index].identifier == identifier && files[index].is_under_master_file == is_under_master_file) {
            return files[index].content;
        }
    }
    return NULL;
}

static struct response word(unsigned status) {
    struct response made = {empty(), status};
    return made;
}

static struct response answer(unsigned tag, BUF_MEM *value) {
    struct response made = {object(0x7C, value == NULL ? empty() : object(tag, value)), 0x9000};
    return made;
}

static struct response set_pace(BUF_MEM *data) {
    BUF_MEM *access = content_of(0x011C, 1), *wanted = find_object(data, 0x80), *which = find_object(data, 0x83);
    if (access == NULL || wanted == NULL || which == NULL || which->length != 1) return word(0x6A80);
    state.eac = session_for(access);
    BUF_MEM *offered = identifier(state.eac->pace_ctx->protocol);
    state.password = which->data[0] == PACE_CAN ? can : which->data[0] == PACE_MRZ ? mrz : NULL;
    if (state.password == NULL || offered->length != wanted->length
        || memcmp(offered->data, wanted->data, offered->length) != 0) {
        return word(0x6A88);
    }
    state.step = 1;
    return word(0x9000);
}

/* The steps of PACE in their order; one that fails ends it. */
static struct response pace(BUF_MEM *template) {
    int step = state.step;
    EAC_CTX *eac = state.eac;
    state.step = 0;
    BUF_MEM *value;
    switch (step) {
    case 1: {
        BUF_MEM *nonce = PACE_STEP1_enc_nonce(eac, state.password);
        if (nonce == NULL) return word(0x6F00);
        state.step = 2;
        return answer(0x80, nonce);
    }
    case 2: {
        BUF_MEM *own = PACE_STEP3A_generate_mapping_data(eac);
        if ((value = find_object(template, 0x81)) == NULL || own == NULL) return word(0x6A80);
        if (!PACE_STEP3A_map_generator(eac, value)) return word(0x6A80);
        state.step = 3;
        return answer(0x82, own);
    }
    case 3:
        state.own_key = PACE_STEP3B_generate_ephemeral_key(eac);
        if ((state.other_key = find_object(template, 0x83)) == NULL || state.own_key == NULL) return word(0x6A80);
        if (!PACE_STEP3B_compute_shared_secret(eac, state.other_key)) return word(0x6A80);
        complete_shared_secret(eac->pace_ctx->ka_ctx);
        if (!PACE_STEP3C_derive_keys(eac)) return word(0x6F00);
        state.step = 4;
        return answer(0x84, state.own_key);
    case 4: {
        if ((value = find_object(template, 0x85)) == NULL) return word(0x6A80);
        if (PACE_STEP3D_verify_authentication_token(eac, value) != 1) {
            puts("PACE: the terminal's token does not fit");
            return word(0x6300);
        }
        BUF_MEM *token = PACE_STEP3D_compute_authentication_token(eac, state.other_key);
        if (token == NULL || !EAC_CTX_set_encryption_ctx(eac, EAC_ID_PACE)) return word(0x6F00);
        state.is_protected = 1;
        state.chip_identifier = compressed(eac, EAC_ID_PACE, state.own_key);
        printf("PACE %s, parameter %d\n", OBJ_nid2sn(eac->pace_ctx->protocol), eac->pace_ctx->id);
        return answer(0x86, token);
    }
    default: return word(0x6985);
    }
}

/* Keys for what comes after this answer. */
static struct response agree(BUF_MEM *terminal_key, struct response done) {
    BUF_MEM *data_group14 = content_of(0x010E, 0), *key = read_file(folder, "chip-authentication-1.key");
    if (terminal_key == NULL || data_group14 == NULL || key == NULL) return word(0x6A80);
    add_data_group14(state.eac, data_group14);
    if (!CA_set_key(state.eac, (const unsigned char *)key->data, key->length, NULL, 0)) return word(0x6F00);
    state.terminal_key = compressed(state.eac, EAC_ID_CA, terminal_key);
    state.other_key = terminal_key;
    state.takes_new_keys = 1;
    return done;
}

static struct response chip_authentication(struct command command) {
    state.is_chip_key_chosen = 0;
    BUF_MEM *template = find_object(command.data, 0x7C);
    return agree(template == NULL ? NULL : find_object(template, 0x80), answer(0, NULL));
}

static void begin_terminal_authentication(void) {
    BUF_MEM *anchor = root == NULL ? NULL : read_file(root, NULL);
    if (anchor == NULL || state.eac->ta_ctx->trust_anchor != NULL) return;
    if (!EAC_CTX_init_ta(state.eac, NULL, 0, (const unsigned char *)anchor->data, anchor->length)) {
        fail(1, "libeac does not accept the root");
    }
    TA_disable_checks(state.eac);
}

/* libeac knows the last certificate, and the root at the beginning. */
static struct response set_verification_key(BUF_MEM *data) {
    begin_terminal_authentication();
    TA_CTX *terminal = state.eac->ta_ctx;
    CVC_CERT *known = terminal->current_cert != NULL ? terminal->current_cert : terminal->trust_anchor;
    BUF_MEM *wanted = find_object(data, 0x83);
    char *name = known == NULL ? NULL : CVC_get_chr(known);
    int fits = name != NULL && wanted != NULL && strlen(name) == wanted->length
        && memcmp(name, wanted->data, wanted->length) == 0;
    return word(fits ? 0x9000 : 0x6A88);
}

static struct response verify_certificate(BUF_MEM *content) {
    BUF_MEM *certificate = object(0x7F21, content);
    int is_right =
        TA_STEP2_import_certificate(state.eac, (const unsigned char *)certificate->data, certificate->length);
    return word(is_right ? 0x9000 : 0x6300);
}

static struct response authenticate_terminal(BUF_MEM *signature) {
    if (state.terminal_key == NULL || state.eac->ta_ctx->nonce == NULL
        || CVC_get_role(cvc_get_chat(state.eac->ta_ctx->current_cert)) != CVC_Terminal) {
        return word(0x6985);
    }
    int result = TA_STEP6_verify(state.eac, state.terminal_key, state.chip_identifier, NULL, signature);
    if (result != 1) return word(0x6300);
    state.is_open = 1;
    printf("TA %s\n", OBJ_nid2sn(state.eac->ta_ctx->protocol));
    return word(0x9000);
}

static struct response select_file(struct command command) {
    if (command.header[2] == 0x04) {
        static const unsigned char application[] = {0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01};
        if (command.data->length != 7 || memcmp(command.data->data, application, 7) != 0) return word(0x6A82);
        state.has_application = 1;
        state.selected = NULL;
        return word(0x9000);
    }
    if (command.data->length != 2) return word(0x6A86);
    const unsigned char *name = (const unsigned char *)command.data->data;
    state.selected = file((unsigned)name[0] << 8 | name[1], 0xFFFF);
    return word(state.selected == NULL ? 0x6A82 : 0x9000);
}

static struct response read_part(struct command command) {
    size_t offset = (size_t)(command.header[2] & 0x7F) << 8 | command.header[3];
    if (command.header[2] & 0x80) {
        state.selected = file(command.header[2] & 0x1F, 0x1F);
        offset = command.header[3];
    }
    if (state.selected == NULL) return word(0x6A82);
    int is_locked = !state.selected->is_under_master_file
        && (!state.is_protected || (state.selected->identifier == 0x0103 && !state.is_open));
    if (is_locked) return word(0x6982);
    BUF_MEM *content = state.selected->content;
    if (offset >= content->length) return word(0x6B00);
    size_t count = content->length - offset;
    if (command.expected >= 0 && count > (size_t)command.expected) count = (size_t)command.expected;
    if (count > largest_answer) count = largest_answer;
    struct response part = {bytes(content->data + offset, count), 0x9000};
    return part;
}

static struct response perform(struct command command) {
    const unsigned char *header = command.header;
    unsigned parameters = (unsigned)header[2] << 8 | header[3];
    int is_protected = state.is_protected;
    switch (header[1]) {
    case 0xA4: return select_file(command);
    case 0xB0: return read_part(command);
    case 0x22:
        if (parameters == 0xC1A4) return set_pace(command.data);
        if (!is_protected) return word(0x6A86);
        if (parameters == 0x41A4) {
            state.is_chip_key_chosen = 1;
            return word(0x9000);
        }
        if (parameters == 0x41A6) return agree(find_object(command.data, 0x91), word(0x9000));
        if (parameters == 0x81B6) return set_verification_key(command.data);
        return word(parameters == 0x81A4 ? 0x9000 : 0x6A86);
    case 0x86:
        if (is_protected && state.is_chip_key_chosen) return chip_authentication(command);
        if (state.eac != NULL && !is_protected) {
            BUF_MEM *template = find_object(command.data, 0x7C);
            return template == NULL ? word(0x6A80) : pace(template);
        }
        return word(0x6985);
    case 0x2A: return is_protected ? verify_certificate(command.data) : word(0x6985);
    case 0x84: {
        BUF_MEM *challenge = is_protected ? TA_STEP4_get_nonce(state.eac) : NULL;
        if (challenge == NULL) return word(0x6985);
        struct response made = {challenge, 0x9000};
        return made;
    }
    case 0x82: return is_protected ? authenticate_terminal(command.data) : word(0x6985);
    default: return word(0x6D00);
    }
}

/* Puts a chain of commands together; 0 until its last one. A step of PACE has the bit and is whole all the same. */
static int is_whole(struct command *command) {
    BUF_MEM *whole = state.chain;
    append_all(whole, command->data);
    state.chain = empty();
    int goes_on = (command->header[0] & 0x10) != 0;
    command->header[0] &= (unsigned char)~0x10;
    command->data = whole;
    if (!goes_on || (command->header[1] == 0x86 && find_object(whole, 0x7C) != NULL)) return 1;
    state.chain = whole;
    return 0;
}

static struct response plain_or_protected(struct command command) {
    if ((command.header[0] & 0x0C) == 0) {
        /* A plain command ends the session. */
        if (state.is_protected) {
            state.is_protected = 0;
            state.eac = NULL;
            state.is_open = 0;
        }
        return is_whole(&command) ? perform(command) : word(0x9000);
    }
    if (!state.is_protected) return word(0x6987);
    struct command plain;
    if (!unprotect_command(state.eac, command, &plain)) {
        state.is_protected = 0;
        return word(0x6988);
    }
    struct response sealed = protect_response(state.eac, is_whole(&plain) ? perform(plain) : word(0x9000));
    if (state.takes_new_keys) {
        state.takes_new_keys = 0;
        derive_chip_authentication_keys(state.eac, state.other_key);
        printf("CA %s\n", OBJ_nid2sn(state.eac->ca_ctx->protocol));
    }
    return sealed;
}

/* An APDU as ISO/IEC 7816-4 §5.2 has it; 0 where it is none. */
static int parse(const unsigned char *apdu, size_t length, struct command *command) {
    if (length < 4) return 0;
    memcpy(command->header, apdu, 4);
    command->data = empty();
    command->expected = -1;
    command->is_extended = length > 6 && apdu[4] == 0;
    if (length == 4) return 1;
    if (length == 5) {
        command->expected = apdu[4] == 0 ? 256 : apdu[4];
        return 1;
    }
    size_t wide = command->is_extended ? 2 : 0, at = 5 + wide;
    size_t count = command->is_extended ? (size_t)apdu[5] << 8 | apdu[6] : apdu[4];
    if (command->is_extended && length == 7) {
        command->expected = count == 0 ? 65536 : (long)count;
        return 1;
    }
    if (at + count > length) return 0;
    append(command->data, apdu + at, count);
    if (at + count < length) command->expected = command->is_extended ? 65536 : 256;
    return 1;
}

/* What does not fit a short answer waits for GET RESPONSE. */
static struct response fitted(struct command command) {
    struct response made = {state.rest, 0x9000};
    if (command.header[1] != 0xC0) made = plain_or_protected(command);
    state.rest = empty();
    if (command.is_extended || made.data->length <= 256) return made;
    state.rest = bytes(made.data->data + 256, made.data->length - 256);
    size_t left = state.rest->length;
    struct response first = {bytes(made.data->data, 256), 0x6100 | (left > 255 ? 0 : (unsigned)left)};
    return first;
}

static void power(void) {
    memset(&state, 0, sizeof state);
    state.chain = empty();
    state.rest = empty();
}

static int take(int line, void *target, size_t length) {
    for (size_t have = 0; have < length;) {
        ssize_t count = read(line, (char *)target + have, length - have);
        if (count <= 0) return 0;
        have += (size_t)count;
    }
    return 1;
}

static void give(int line, const BUF_MEM *payload) {
    unsigned char head[] = {(unsigned char)(payload->length >> 8), (unsigned char)payload->length};
    BUF_MEM *frame = bytes(head, 2);
    append_all(frame, payload);
    if (write(line, frame->data, frame->length) != (ssize_t)frame->length) exit(0);
}

static void serve(int line) {
    unsigned char head[2];
    static unsigned char payload[0x10000];
    while (take(line, head, 2)) {
        size_t length = (size_t)head[0] << 8 | head[1];
        if (!take(line, payload, length)) return;
        if (length == 1 && payload[0] == 4) {
            give(line, bytes("\x3B\x80\x80\x01\x01", 5));
        } else if (length == 1) {
            power();
            if (payload[0] == 1) puts("inserted");
        } else {
            struct command command;
            struct response made = parse(payload, length, &command) ? fitted(command) : word(0x6700);
            unsigned char status[] = {(unsigned char)(made.status >> 8), (unsigned char)made.status};
            append(made.data, status, 2);
            give(line, made.data);
        }
    }
}

int main(int count, char **arguments) {
    if (count != 4 && count != 5) fail(64, "usage: card SOCKET FOLDER CAN [ROOT]");
    setvbuf(stdout, NULL, _IOLBF, 0);
    folder = arguments[2];
    root = count == 5 ? arguments[4] : NULL;
    begin();
    power();
    add("CardAccess", 0x011C, 1);
    add("CVCA", 0x011C, 0);
    add("COM", 0x011E, 0);
    add("SOD", 0x011D, 0);
    for (unsigned number = 1; number <= 16; number++) add(names[number], 0x0100 | number, 0);
    can = PACE_SEC_new(arguments[3], strlen(arguments[3]), PACE_CAN);
    BUF_MEM *data_group1 = content_of(0x0101, 0);
    BUF_MEM *zone = data_group1 == NULL ? NULL : find_object(find_object(data_group1, 0x61), 0x5F1F);
    if (zone != NULL) mrz = PACE_SEC_new(zone->data, zone->length, PACE_MRZ);
    if (can == NULL || mrz == NULL) fail(1, "the folder has no EF.DG1, or the CAN is none");

    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", arguments[1]);
    int line = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(line, (struct sockaddr *)&address, sizeof address) != 0) fail(1, "no reader waits at %s", arguments[1]);
    serve(line);
    return 0;
}
