/* An operator: the running sum of the numbers on its input. */
#include "dora_operator.h"

dora_init_result dora_init_operator(void) {
  dora_init_result result = {.operator_context = calloc(1, sizeof(double))};
  return result;
}

dora_result dora_drop_operator(void *operator_context) {
  free(operator_context);
  dora_result ok = {NULL};
  return ok;
}

dora_on_event_result dora_on_event(dora_event *event, const dora_send *send, void *operator_context) {
  dora_on_event_result result = {.status = DORA_CONTINUE};
  double *sum = operator_context;
  if (event->input && dora_is(event->input->id, "numbers")) {
    const double *values = dora_values(event->input, "g", sizeof *values);
    if (!values) {
      result.result = dora_error("input `numbers` holds no doubles");
      return result;
    }
    for (int64_t i = 0; i < event->input->data.length; i++) {
      *sum += values[i];
    }
    result.result = dora_send_values(send, "sum", "g", sum, 1, sizeof *sum);
  }
  return result;
}
