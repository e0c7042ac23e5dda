"""The only place where everything meets: settings, wiring, processes and the command line."""
