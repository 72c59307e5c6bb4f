"""Preview on this machine: watch, build, HTTP on the loopback interface, live reload, error page."""
