/* Counts the messages on its inputs and sends the count. */
#include <stdio.h>
#include <string.h>

#include "node_api.h"

static void count_message(void *dora, void *event, int count)
{
    char *id;
    size_t id_length;
    read_dora_input_id(event, &id, &id_length);
    printf("message %d came on %.*s\n", count, (int)id_length, id);

    /* This API sends bytes, so the number goes as a text. */
    char text[20];
    int length = snprintf(text, sizeof text, "%d", count);
    if (dora_send_output(dora, "count", strlen("count"), text, (size_t)length) != 0)
    {
        fprintf(stderr, "cannot send the count\n");
    }
}

int main(void)
{
    /* Lines go out as they are printed, also into the pipe that dora reads. */
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);

    void *dora = init_dora_context_from_env();
    if (dora == NULL)
    {
        fprintf(stderr, "this program is a dora node: start it with `dora run`\n");
        return 1;
    }

    int count = 0;
    void *event;
    /* The loop ends by itself when the dataflow is stopped or all inputs are closed. */
    while ((event = dora_next_event(dora)) != NULL)
    {
        switch (read_dora_event_type(event))
        {
        case DoraEventType_Input:
            count_message(dora, event, ++count);
            break;
        case DoraEventType_InputClosed:
            printf("an input is closed\n");
            break;
        case DoraEventType_Stop:
        case DoraEventType_Error:
        case DoraEventType_Unknown:
            break;
        }
        free_dora_event(event);
    }

    free_dora_context(dora);
    return 0;
}
