import Config

# What is measured goes over standard output.
config :logger, :console, device: :standard_error, format: "$time [$level] $message\n"

# As in the example application, so that all that the runtime does takes part.
config :beam_cluster, http_port: 4000
