"""What the system itself forbids the child that parses a foreign file: memory, time, processes.

On Windows a job object does what resource limits do elsewhere. The child puts itself into one
before it opens the file; the program holds another one, so that no child outlives it. The
structures are those of `winnt.h`, written with types that are equally long on every system.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, byref, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any

PROCESS_TIME = 0x0002
ACTIVE_PROCESS = 0x0008
PROCESS_MEMORY = 0x0100
DIE_ON_UNHANDLED_EXCEPTION = 0x0400  # no box that waits for somebody to close it
KILL_ON_JOB_CLOSE = 0x2000
EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
SET_QUOTA, TERMINATE = 0x0100, 0x0001
TICKS = 10_000_000  # of a hundred nanoseconds, in a second


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("smallest_working_set", c_size_t),
        ("largest_working_set", c_size_t),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


def reading_limits(memory: int, seconds: int) -> ExtendedLimits:
    """One process, so much memory, so much time of the processor; ended when its job is closed."""
    limits = ExtendedLimits()
    limits.basic.flags = (
        PROCESS_TIME
        | ACTIVE_PROCESS
        | PROCESS_MEMORY
        | DIE_ON_UNHANDLED_EXCEPTION
        | KILL_ON_JOB_CLOSE
    )
    limits.basic.process_time = seconds * TICKS
    limits.basic.processes = 1
    limits.process_memory = memory
    return limits


def holding_limits() -> ExtendedLimits:
    """Ended with the program that started it; an interpreter may be started by a launcher."""
    limits = ExtendedLimits()
    limits.basic.flags = KILL_ON_JOB_CLOSE | DIE_ON_UNHANDLED_EXCEPTION
    return limits


def confine_this_process(memory: int, seconds: int) -> None:
    """Let the system end this process, and nothing else, when it takes more than that.

    Raises OSError where the system does not do so: then nothing foreign must be read.
    """
    if sys.platform == "win32":
        kernel = _kernel()
        job = _job(kernel, reading_limits(memory, seconds))  # open as long as this process lives
        if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())
        return
    import resource  # only there on these systems

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write


class Hold:
    """Ends a child when this program ends, however that happens; on Windows only.

    Elsewhere a child that nobody listens to ends at its next frame.
    """

    def __init__(self, process_id: int) -> None:
        self._job: int | None = None
        if sys.platform == "win32":
            kernel = _kernel()
            self._job = _job(kernel, holding_limits())
            process = kernel.OpenProcess(SET_QUOTA | TERMINATE, False, process_id)
            if process:
                kernel.AssignProcessToJobObject(self._job, process)
                kernel.CloseHandle(process)

    def release(self) -> None:
        if sys.platform == "win32" and self._job is not None:
            _kernel().CloseHandle(self._job)
            self._job = None


if sys.platform == "win32":

    def _kernel() -> Any:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = c_void_p
        kernel.CreateJobObjectW.argtypes = (c_void_p, c_void_p)
        kernel.SetInformationJobObject.argtypes = (
            *(c_void_p, c_int32),
            *(POINTER(ExtendedLimits), c_uint32),
        )
        kernel.AssignProcessToJobObject.argtypes = (c_void_p, c_void_p)
        kernel.GetCurrentProcess.restype = c_void_p
        kernel.OpenProcess.restype = c_void_p
        kernel.OpenProcess.argtypes = (c_uint32, c_int32, c_uint32)
        kernel.CloseHandle.argtypes = (c_void_p,)
        return kernel

    def _job(kernel: Any, limits: ExtendedLimits) -> int:
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(limits)
        if not job or not kernel.SetInformationJobObject(job, EXTENDED_LIMITS, byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())
        return int(job)
