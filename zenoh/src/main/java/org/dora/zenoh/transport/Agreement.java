package org.dora.zenoh.transport;

/**
 * What both ends of a link have agreed to in the handshake.
 *
 * @param self who we are there
 * @param peer who the other side is
 * @param qos whether messages carry priorities
 * @param sequenceMask the bits of a sequence number
 * @param batchSize the largest batch with its two bytes of length
 * @param peerLeaseMillis after what silence the other side counts as gone
 * @param sendFrom our first sequence number of each conduit
 * @param receiveFrom theirs
 */
record Agreement(
    Identity self,
    Identity peer,
    boolean qos,
    long sequenceMask,
    int batchSize,
    long peerLeaseMillis,
    long sendFrom,
    long receiveFrom) {}
