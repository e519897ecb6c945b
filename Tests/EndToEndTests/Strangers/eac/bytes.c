#include "bytes.h"

#include <openssl/err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    ERR_print_errors_fp(stderr);
    exit(status);
}

BUF_MEM *bytes(const void *data, size_t length) {
    BUF_MEM *copy = empty();
    append(copy, data, length);
    return copy;
}

BUF_MEM *empty(void) {
    BUF_MEM *buffer = BUF_MEM_new();
    if (buffer == NULL) fail(1, "no memory");
    return buffer;
}

void append(BUF_MEM *target, const void *data, size_t length) {
    size_t before = target->length;
    if (length == 0) return;
    if (BUF_MEM_grow(target, before + length) == 0) fail(1, "no memory");
    memcpy(target->data + before, data, length);
}

void append_all(BUF_MEM *target, const BUF_MEM *source) { append(target, source->data, source->length); }

void append_object(BUF_MEM *target, unsigned tag, const BUF_MEM *value) {
    unsigned char head[6];
    size_t count = 0, length = value->length;
    if (tag > 0xFF) head[count++] = (unsigned char)(tag >> 8);
    head[count++] = (unsigned char)tag;
    if (length > 0xFF) {
        head[count++] = 0x82;
        head[count++] = (unsigned char)(length >> 8);
    } else if (length > 0x7F) {
        head[count++] = 0x81;
    }
    head[count++] = (unsigned char)length;
    append(target, head, count);
    append_all(target, value);
}

BUF_MEM *object(unsigned tag, const BUF_MEM *value) {
    BUF_MEM *made = empty();
    append_object(made, tag, value);
    return made;
}

int next_object(const BUF_MEM *data, size_t *position, unsigned *tag, BUF_MEM **value) {
    const unsigned char *all = (const unsigned char *)data->data;
    size_t at = *position, end = data->length;
    if (at + 2 > end) return 0;
    *tag = all[at++];
    if ((*tag & 0x1F) == 0x1F) *tag = *tag << 8 | all[at++];
    if (at >= end) return 0;
    size_t length = all[at++];
    if (length > 0x80) {
        size_t octets = length & 0x7F;
        if (octets > 3 || at + octets > end) return 0;
        for (length = 0; octets > 0; octets--) length = length << 8 | all[at++];
    }
    if (length > end - at) return 0;
    *value = bytes(all + at, length);
    *position = at + length;
    return 1;
}

BUF_MEM *find_object(const BUF_MEM *data, unsigned wanted) {
    size_t position = 0;
    unsigned tag;
    BUF_MEM *value;
    while (next_object(data, &position, &tag, &value)) {
        if (tag == wanted) return value;
    }
    return NULL;
}

BUF_MEM *padded_in_front(BUF_MEM *number, size_t length) {
    if (number == NULL || number->length >= length) return number;
    BUF_MEM *padded = empty();
    if (BUF_MEM_grow_clean(padded, length - number->length) == 0) fail(1, "no memory");
    append_all(padded, number);
    return padded;
}

BUF_MEM *read_file(const char *folder, const char *name) {
    char path[4096], part[4096];
    snprintf(path, sizeof path, "%s%s%s", folder, name == NULL ? "" : "/", name == NULL ? "" : name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    BUF_MEM *content = empty();
    size_t count;
    while ((count = fread(part, 1, sizeof part, file)) > 0) append(content, part, count);
    fclose(file);
    return content;
}

void write_file(const char *folder, const char *name, const BUF_MEM *content) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(content->data, 1, content->length, file) != content->length || fclose(file) != 0) {
        fail(1, "%s cannot be written", path);
    }
}
