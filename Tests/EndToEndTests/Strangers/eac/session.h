/* What both roles have in common: libeac's context of one session, and secure messaging with its functions. */
#ifndef SESSION_H
#define SESSION_H

#include "bytes.h"

#include <eac/eac.h>
#include <eac/pace.h>

/* An APDU in either direction; `expected` is -1 where a command expects no answer. */
struct command {
    unsigned char header[4];
    BUF_MEM *data;
    long expected;
    int is_extended;
};
struct response {
    BUF_MEM *data;
    unsigned status;
};

/* Starts libeac. */
void begin(void);
/* A context with what EF.CardAccess says. */
EAC_CTX *session_for(const BUF_MEM *card_access);
/* Adds what EF.DG14 says: the chip's key. */
void add_data_group14(EAC_CTX *context, const BUF_MEM *data_group14);
/* The content octets of a protocol's object identifier. */
BUF_MEM *identifier(int protocol);

/* Comp() with the leading zeros that libeac leaves out. */
BUF_MEM *compressed(EAC_CTX *context, int which, const BUF_MEM *key);
/* The second half of Chip Authentication version 1: keys from the shared secret alone, and a counter of 0. */
void derive_chip_authentication_keys(EAC_CTX *context, const BUF_MEM *other);
/* The shared secret of DH with the leading zeros that libeac leaves out. */
void complete_shared_secret(KA_CTX *agreement);
/* The length of a public key of DH; 0 on a curve. */
size_t integer_length(EVP_PKEY *key);

/* The terminal's side of secure messaging, and the card's. */
struct command protect_command(EAC_CTX *context, struct command plain);
struct response unprotect_response(EAC_CTX *context, struct response protected_);
/* 0 where the command is not what it should be. */
int unprotect_command(EAC_CTX *context, struct command protected_, struct command *plain);
struct response protect_response(EAC_CTX *context, struct response plain);

#endif
