# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that tests/arch/check.py enforces. They say what core/README.md says, in a form that can fail.

A new room gets its floor here in the same change that makes it; a new dependency gets its one folder here.
"""

# Floor of each room of core/. A file may include its own room and rooms of a lower floor, nothing else.
FLOORS = {
    "base": 0,
    "oci": 1, "auth": 1,
    "ports": 2,
    "distribution": 3, "plan": 3, "transfer": 3, "promote": 3, "schedule": 3, "adopt": 3, "hooks": 3, "audit": 3,
    "mirror": 3, "prewarm": 3, "swarm": 3, "retention": 3, "observe": 3,
    "curl": 4, "beast": 4, "sqlite": 4, "disk": 4, "sockets": 4, "s3": 4, "dragonfly": 4, "memory": 4,
    "engine": 5,
    "attach": 6,
}
ADAPTERS = {room for room, floor in FLOORS.items() if floor == 4}

# The only includes between rooms of one floor: (room, header).
SAME_FLOOR = {("transfer", "plan/plan.h"), ("promote", "plan/plan.h")}

# Pairs that must never know each other although their floors would allow it: (room, room it may not include).
NEVER = {("beast", "mirror")}

# Folders of app/ that may see the live engine (in the console that is the bridge's business), and the values of
# engine/ that the other folders may see.
SEES_ENGINE = {"console", "cli", "node", "offline"}
ENGINE_VALUES = {"engine/answers.h", "engine/image_detail.h", "engine/line_history.h", "engine/trust.h",
                 "engine/findings.h", "engine/fleet.h", "engine/presence.h", "engine/schedule_words.h", "engine/snapshot.h"}
# Only core/engine names adapters. The scripted fleet is the console on core/memory.
APP_ADAPTERS = {"offline": {"memory"}}

# Rooms without input or output: listings, keys and time are passed in.
PURE = {"oci", "auth", "plan", "adopt"}
PURE_MAY_NOT = {"fstream", "iostream", "filesystem", "cstdio", "unistd.h", "fcntl.h", "netdb.h", "poll.h"}
PURE_MAY_NOT_PREFIX = ("sys/", "netinet/", "arpa/")
# plan turns listings into a plan: it has no way to ask a registry.
NO_PORTS = {"oci", "auth", "plan", "adopt"}

# Third-party headers: prefix of the include -> places that may have it. A place is a path prefix of the tree.
# tests/core/<room> and tests/app/<room> may use what core/<room> and app/<room> may.
THIRD_PARTY = {
    "curl/": ("core/curl/",),
    "boost/": ("core/beast/",),
    "sqlite3.h": ("core/sqlite/",),
    "openssl/": ("core/base/sha256", "core/auth/", "core/beast/"),
    "yaml-cpp/": ("core/adopt/",),
    "qt6keychain/": ("app/keychain/",),
    "nlohmann/": ("core/", "app/", "tests/"),
    "Q": ("app/", "qml/", "tests/"),
}
# Third-party headers that stay out of headers, so that nobody who includes ours gets them too.
CPP_ONLY = ("nlohmann/", "openssl/", "curl/", "sqlite3.h", "boost/", "yaml-cpp/")

# Declarations alone, which bring nobody the library; for headers of app/, which are nobody's interface.
FORWARD_ONLY = {"nlohmann/json_fwd.hpp"}

# Headers that say how values become JSON: they bring nlohmann's, so only .cpp files and each other may include them.
JSON_HEADERS = ("core/attach/json/", "_json.h")

# Where threads may be started: the pool, the adapters and the engine.
MAY_START_THREADS = ("core/base/thread_pool",) + tuple(
    f"core/{room}/" for room, floor in FLOORS.items() if floor >= 4)

# Modules that a QML file may import. QML sees models and the bridge, nothing below.
QML_IMPORTS = ("QtQuick", "QtQml", "QtCharts", "QtCore", "QtTest", "Qt.labs.", "Meridian")

LINES_HARD = 800
README_LINES = 40
PORT_METHODS = 15
BANNED_SUFFIXES = ("Manager", "Helper", "Helpers", "Util", "Utils", "Impl")

# Exceptions are listed in allowlist.txt. This number may only be lowered.
ALLOWED_AT_MOST = 1

STD_HEADERS = set("""
algorithm any array atomic barrier bit bitset charconv chrono cmath compare complex concepts condition_variable
coroutine deque exception execution filesystem format forward_list fstream functional future initializer_list
iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers
numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream system_error
thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
cassert cctype cerrno cfenv cfloat cinttypes climits clocale csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib
cstring ctime cuchar cwchar cwctype
""".split())
# The machine's own headers: files, processes, sockets, terminals.
POSIX_HEADERS = set("""
unistd.h fcntl.h poll.h netdb.h pwd.h sched.h signal.h spawn.h termios.h time.h errno.h dlfcn.h pthread.h malloc.h
dirent.h glob.h fnmatch.h langinfo.h limits.h stdio.h stdlib.h string.h stdint.h
""".split())
POSIX_PREFIXES = ("sys/", "netinet/", "arpa/", "net/", "linux/")
