import Config

# Serves /health, /ready and /metrics in the pod. On a developer's machine, nothing listens.
if config_env() == :prod do
  config :beam_cluster, http_port: String.to_integer(System.get_env("PORT", "4000"))
end
