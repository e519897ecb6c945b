/* Byte strings, data objects and files for two short-lived programs: what is allocated stays until they end. */
#ifndef BYTES_H
#define BYTES_H

#include <openssl/buffer.h>
#include <stddef.h>

/* Ends the program with a status and a line that says why; what OpenSSL says of it follows. */
void fail(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

/* A copy; an empty one for a length of 0. */
BUF_MEM *bytes(const void *data, size_t length);
BUF_MEM *empty(void);
void append(BUF_MEM *target, const void *data, size_t length);
void append_all(BUF_MEM *target, const BUF_MEM *source);

/* Appends a BER data object. */
void append_object(BUF_MEM *target, unsigned tag, const BUF_MEM *value);
BUF_MEM *object(unsigned tag, const BUF_MEM *value);

/* Reads the data object at *position and moves behind it; 0 where there is none that is whole. */
int next_object(const BUF_MEM *data, size_t *position, unsigned *tag, BUF_MEM **value);
/* The value of the first data object with a tag; NULL where there is none. */
BUF_MEM *find_object(const BUF_MEM *data, unsigned tag);

/* The length with leading zeros that a number was meant to have. */
BUF_MEM *padded_in_front(BUF_MEM *number, size_t length);

/* A whole file of a folder, or one by its path where `name` is NULL; NULL where there is none. */
BUF_MEM *read_file(const char *folder, const char *name);
void write_file(const char *folder, const char *name, const BUF_MEM *content);

#endif
