// Counts the messages on its inputs and sends the count.
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>

#include "dora-node-api.h"

static void send(DoraNode &node, int count)
{
    // This call sends bytes, so the number goes as a text; send_arrow_output sends Arrow data.
    std::string text = std::to_string(count);
    rust::Slice<const std::uint8_t> bytes{
        reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
    DoraResult result = send_output(node.send_output, "count", bytes);
    if (!result.error.empty())
    {
        std::cerr << "cannot send the count: " << std::string(result.error) << std::endl;
    }
}

int main()
{
    DoraNode node = init_dora_node();
    int count = 0;
    while (true)
    {
        auto event = next_event(node.events);
        switch (event_type(event))
        {
        case DoraEventType::Input:
        {
            DoraInput input = event_as_input(std::move(event));
            std::cout << "message " << ++count << " came on " << std::string(input.id) << std::endl;
            send(node, count);
            break;
        }
        case DoraEventType::InputClosed:
            std::cout << "an input is closed" << std::endl;
            break;
        case DoraEventType::AllInputsClosed:
            return 0; // all inputs are closed or the dataflow was stopped
        default:
            break; // what this node need not know about
        }
    }
}
