/*
 * What a dora operator in C needs, without any library: the operator exports dora_init_operator,
 * dora_drop_operator and dora_on_event, and dora's runtime calls them. For the runtimes of dora 1.1
 * and of dora for the JVM, on little-endian machines of 64 bits.
 *
 * The layout is that of dora's own operator API, which also is what its functions dora_read_data()
 * and so on rely on. Arrays cross by the Arrow C data interface.
 */
#ifndef DORA_OPERATOR_H
#define DORA_OPERATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The Arrow C data interface. */
struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

/* A text of known length in memory of malloc(); a null pointer stands for none. */
typedef struct {
  char *text;
  size_t length, capacity;
} dora_text;

typedef struct {
  uint64_t has_data;
  struct ArrowArray data; /* to take it, set has_data to 0 and call data.release when done */
  dora_text id, metadata;
  struct ArrowSchema schema;
} dora_input;

typedef struct {
  dora_input *input;      /* a message, or null */
  dora_text input_closed; /* the input that has ended, or none */
  bool stop;              /* the last event */
  dora_text error;
} dora_event;

typedef struct {
  dora_text *error; /* null if all went well; the receiver frees it */
} dora_result;

typedef struct {
  dora_text id, metadata;
  struct ArrowArray data;
  struct ArrowSchema schema;
} dora_output;

typedef struct {
  void *context;
  dora_result (*call)(void *context, dora_output output);
  void (*release)(void *context);
  void (*retain)(void *context);
} dora_send;

typedef struct {
  dora_result result;
  void *operator_context;
} dora_init_result;

enum { DORA_CONTINUE, DORA_STOP, DORA_STOP_ALL };

typedef struct {
  dora_result result;
  uint8_t status;
} dora_on_event_result;

/* What an operator defines. */
#define DORA_EXPORT __attribute__((visibility("default")))
DORA_EXPORT dora_init_result dora_init_operator(void);
DORA_EXPORT dora_result dora_drop_operator(void *operator_context);
DORA_EXPORT dora_on_event_result dora_on_event(dora_event *event, const dora_send *send,
                                               void *operator_context);

static inline dora_text dora_text_of(const char *text, size_t length) {
  dora_text copy = {(char *)malloc(length + 1), length, length + 1};
  memcpy(copy.text, text, length);
  return copy;
}

/* A result that says what went wrong; it ends the node. */
static inline dora_result dora_error(const char *message) {
  dora_result result = {(dora_text *)malloc(sizeof(dora_text))};
  *result.error = dora_text_of(message, strlen(message));
  return result;
}

static inline bool dora_is(dora_text text, const char *other) {
  return text.text && text.length == strlen(other) && !memcmp(text.text, other, text.length);
}

/* The values of an input of the given Arrow format, such as "g" for doubles, "C" for bytes; null if it
   holds something else. They are valid until dora_on_event returns. */
static inline const void *dora_values(const dora_input *input, const char *format, size_t size) {
  if (!input->has_data || strcmp(input->schema.format, format) || input->data.n_buffers < 2) {
    return NULL;
  }
  return (const char *)input->data.buffers[1] + input->data.offset * size;
}

static inline void dora_release_array(struct ArrowArray *array) {
  free((void *)array->buffers[1]);
  free(array->buffers);
  array->release = NULL;
}

static inline void dora_release_schema(struct ArrowSchema *schema) { schema->release = NULL; }

/* Sends a copy of some values of the given format, which must outlive the call, as a literal does. */
static inline dora_result dora_send_values(const dora_send *send, const char *output,
                                           const char *format, const void *values, size_t count,
                                           size_t size) {
  dora_output message = {0};
  const void **buffers = (const void **)calloc(2, sizeof *buffers);
  buffers[1] = memcpy(malloc(count * size + 1), values, count * size);
  message.id = dora_text_of(output, strlen(output));
  message.metadata = dora_text_of("", 0);
  message.data.length = (int64_t)count;
  message.data.n_buffers = 2;
  message.data.buffers = buffers;
  message.data.release = dora_release_array;
  message.schema.format = format;
  message.schema.name = "";
  message.schema.flags = 2; /* nullable */
  message.schema.release = dora_release_schema;
  return send->call(send->context, message);
}

#endif
