import Config

# /health, /ready and /metrics, in the pod only: on a developer's machine nothing listens.
if config_env() == :prod do
  config :beam_cluster, http_port: String.to_integer(System.get_env("PORT", "4000"))
end
