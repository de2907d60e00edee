package org.dora.coordinator.server;

import java.util.concurrent.Semaphore;

/**
 * A WebSocket route of the port.
 *
 * @param endpoint what answers there
 * @param slots how many peers may still come in
 * @param messageLimit largest message, in bytes
 */
record Route(Endpoint endpoint, Semaphore slots, int messageLimit) {}
