// Prints what it hears.
#include <iostream>
#include <string>
#include <utility>

#include "dora-node-api.h"

int main()
{
    DoraNode node = init_dora_node();
    while (true)
    {
        auto event = next_event(node.events);
        switch (event_type(event))
        {
        case DoraEventType::Input:
        {
            DoraInput input = event_as_input(std::move(event));
            std::string text(input.data.begin(), input.data.end());
            std::cout << "I heard \"" << text << "\" on " << std::string(input.id) << std::endl;
            break;
        }
        case DoraEventType::InputClosed:
            std::cout << "somebody has stopped talking" << std::endl;
            break;
        case DoraEventType::NodeFailed:
        {
            DoraNodeFailed failed = event_as_node_failed(std::move(event));
            std::cout << std::string(failed.source_node_id) << " has failed: " << std::string(failed.error) << std::endl;
            break;
        }
        case DoraEventType::AllInputsClosed:
            return 0; // all inputs are closed or the dataflow was stopped
        default:
            break; // what this node need not know about
        }
    }
}
