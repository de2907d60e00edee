package org.dora.zenoh.session;

import java.util.List;
import org.dora.zenoh.session.Entity.LocalSubscriber;

/**
 * Where publications of one key go.
 *
 * @param subscribers those of this session
 * @param faces the neighbours that have a subscriber or may have one
 */
record Route(List<LocalSubscriber> subscribers, List<Face> faces) {}
