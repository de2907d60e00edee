/* Prints what it hears. */
#include <stdio.h>

#include "node_api.h"

static void hear(void *event)
{
    char *id;
    size_t id_length;
    read_dora_input_id(event, &id, &id_length);

    char *text;
    size_t text_length;
    read_dora_input_data(event, &text, &text_length);

    printf("I heard \"%.*s\" on %.*s\n", (int)text_length, text == NULL ? "" : text,
           (int)id_length, id);
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

    void *event;
    /* The loop ends by itself when the dataflow is stopped or all inputs are closed. */
    while ((event = dora_next_event(dora)) != NULL)
    {
        switch (read_dora_event_type(event))
        {
        case DoraEventType_Input:
            hear(event);
            break;
        case DoraEventType_InputClosed:
            printf("somebody has stopped talking\n");
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
