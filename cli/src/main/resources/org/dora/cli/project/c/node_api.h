/*
 * The C API of dora nodes, as the crate dora-node-api-c 1.1 exports it.
 *
 * Texts and bytes are passed as pointer and length; none of them ends with a NUL. A context belongs
 * to one thread at a time. An event and what was read from it are valid until free_dora_event.
 */
#ifndef DORA_NODE_API_H
#define DORA_NODE_API_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Joins the dataflow that started this program. NULL if there is none, or on an error. */
void *init_dora_context_from_env(void);

/* Leaves the dataflow, which closes the node's outputs. */
void free_dora_context(void *dora_context);

/* Waits for the next event. NULL when no more will come: it is time to end. */
void *dora_next_event(void *dora_context);

void free_dora_event(void *dora_event);

enum DoraEventType
{
    DoraEventType_Stop,
    DoraEventType_Input,
    DoraEventType_InputClosed,
    DoraEventType_Error,
    DoraEventType_Unknown
};

enum DoraEventType read_dora_event_type(void *dora_event);

/* The name of the input, as the dataflow's file has it. */
void read_dora_input_id(void *dora_event, char **out_ptr, size_t *out_len);

/*
 * The bytes of a message. NULL and 0 if there are none, or if they are no bytes (Arrow type UInt8):
 * texts and numbers of nodes in other languages cannot be read with this API.
 */
void read_dora_input_data(void *dora_event, char **out_ptr, size_t *out_len);

/* When the message was sent, as an NTP timestamp: seconds since 1970 in the upper 32 bits. */
unsigned long long read_dora_input_timestamp(void *dora_event);

/* Sends bytes. 0, or -1 on an error. */
int dora_send_output(void *dora_context, const char *id_ptr, size_t id_len,
                     const char *data_ptr, size_t data_len);

/* Writes a log message of level error, warn, info, debug or trace. 0, or -1 on an error. */
int dora_log(void *dora_context, const char *level_ptr, size_t level_len,
             const char *msg_ptr, size_t msg_len);

#ifdef __cplusplus
}
#endif

#endif
