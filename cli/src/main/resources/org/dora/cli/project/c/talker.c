/* Says something at every tick of its timer. */
#include <stdio.h>
#include <string.h>

#include "node_api.h"

static void speak(void *dora, int number)
{
    char text[40];
    int length = snprintf(text, sizeof text, "Hello number %d", number);
    if (dora_send_output(dora, "speech", strlen("speech"), text, (size_t)length) != 0)
    {
        fprintf(stderr, "cannot send \"%s\"\n", text);
    }
}

int main(void)
{
    void *dora = init_dora_context_from_env();
    if (dora == NULL)
    {
        fprintf(stderr, "this program is a dora node: start it with `dora run`\n");
        return 1;
    }

    int spoken = 0;
    void *event;
    /* The loop ends by itself when the dataflow is stopped. */
    while ((event = dora_next_event(dora)) != NULL)
    {
        if (read_dora_event_type(event) == DoraEventType_Input)
        {
            speak(dora, ++spoken);
        }
        free_dora_event(event);
    }

    free_dora_context(dora);
    return 0;
}
