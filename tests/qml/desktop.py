# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop that nobody looks at, for tests of the real program: an X server, a session bus, a home of its own."""
import os
import shutil
import subprocess
import sys
import tempfile
import time


class Desktop:
    """with Desktop() as desktop: desktop.start([program, ...]). Ends what it started."""

    def __init__(self, size="1440x900"):
        self.size = size
        self.processes = []
        self.home = tempfile.mkdtemp(prefix="meridian-desktop-")
        self.environment = {key: value for key, value in os.environ.items()
                            if key not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "QT_SCALE_FACTOR")}

    def __enter__(self):
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def _open(self):
        for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"),
                             ("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run")):
            path = os.path.join(self.home, folder)
            os.mkdir(path, 0o700)
            self.environment[name] = path
        self.environment["HOME"] = self.home
        self.environment["TZ"] = "UTC"
        self.environment["DISPLAY"] = ":" + self._read_line(
            ["Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"])
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._read_line(
            ["dbus-daemon", "--session", "--nofork", "--print-address={fd}"])

    def _read_line(self, command):
        """Starts a server that tells a pipe where it is."""
        read, write = os.pipe()
        command = [part.replace("{fd}", str(write)) for part in command]
        self.processes.append(subprocess.Popen(command, env=self.environment, pass_fds=[write],
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as pipe:
            line = pipe.readline().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        return line

    def start(self, command, **more):
        environment = dict(self.environment, **more)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.processes.append(process)
        return process

    def end(self, process):
        """Ends a program as a session would; its exit status."""
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)
        return process.returncode

    def close(self):
        for process in reversed(list(self.processes)):
            self.end(process)
        shutil.rmtree(self.home, ignore_errors=True)


def until(true, seconds=30.0, every=0.05):
    """Asks again until the answer is true; the answer, or None when time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = true()
        if answer:
            return answer
        time.sleep(every)
    return None


def cpu_seconds(pid):
    """What a process has used so far, all threads, user and system."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def need(*programs):
    """Ends the test where something is not installed: installer/packages/test names it all."""
    for program in programs:
        if not shutil.which(program):
            sys.exit(f"{program} is not installed; installer/packages/test lists what tests need")
