package org.dora.coordinator.control;

import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.NodeCommands;
import org.dora.coordinator.dataflow.Parameters;
import org.dora.coordinator.dataflow.Publications;
import org.dora.coordinator.dataflow.Starts;
import org.dora.coordinator.dataflow.Stops;
import org.dora.coordinator.dataflow.StoredLogs;
import org.dora.coordinator.dataflow.Topology;
import org.dora.coordinator.trace.Traces;

/** What requests are served by. */
record Features(
    Daemons daemons,
    Dataflows dataflows,
    Starts starts,
    Stops stops,
    StoredLogs logs,
    NodeCommands nodes,
    Topology topology,
    Parameters parameters,
    Traces traces,
    Publications publications,
    Destruction destruction) {}
