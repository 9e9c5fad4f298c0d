// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/quic.h"

namespace meridian::curl {

Way QuicOrigin::way(bool early, Time now) const {
  if (now < blocked_until) return Way::Tcp;
  return early && now >= no_early_until ? Way::QuicEarly : Way::Quic;
}

void QuicOrigin::failed(Way way, bool silent, Time now) {
  if (way == Way::QuicEarly && !silent)
    no_early_until = now + kQuicRest; // without it, curl tries the other addresses too
  else
    blocked_until = now + kQuicRest;
}

} // namespace meridian::curl
