// Says something at every tick of its timer.
#include <cstdint>
#include <iostream>
#include <string>

#include "dora-node-api.h"

static void speak(DoraNode &node, int number)
{
    std::string text = "Hello number " + std::to_string(number);
    rust::Slice<const std::uint8_t> bytes{
        reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
    DoraResult result = send_output(node.send_output, "speech", bytes);
    if (!result.error.empty())
    {
        std::cerr << "cannot send \"" << text << "\": " << std::string(result.error) << std::endl;
    }
}

int main()
{
    DoraNode node = init_dora_node();
    int spoken = 0;
    while (true)
    {
        auto event = next_event(node.events);
        switch (event_type(event))
        {
        case DoraEventType::Input:
            speak(node, ++spoken);
            break;
        case DoraEventType::AllInputsClosed:
            return 0; // the dataflow was stopped
        default:
            break; // what this node need not know about
        }
    }
}
