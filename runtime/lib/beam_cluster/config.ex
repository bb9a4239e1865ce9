defmodule BeamCluster.Config do
  @moduledoc false
  # The settings of the runtime, validated once at start.
  #
  # An option of the child specification wins over `config :beam_cluster, …`, which wins over the environment that the manifest prints,
  # which wins over the default. `load/3` returns the struct or every mistake at once; `load!/1` raises them.

  alias BeamCluster.Address
  alias BeamCluster.Config.{Environment, Options, Problems, Vm}
  alias BeamCluster.Dns.Resolver

  defstruct [
    :mode,
    :basename,
    :service,
    :namespace,
    :domain,
    :query,
    :pod_name,
    :pod_ip,
    :family,
    :problems
    | Enum.map(Options.plain(), &{&1, nil})
  ]

  @type t :: %__MODULE__{
          mode: :production | :development | :test,
          basename: String.t(),
          service: String.t() | nil,
          namespace: String.t(),
          domain: String.t(),
          query: String.t() | nil,
          pod_name: String.t() | nil,
          pod_ip: :inet.ip_address() | nil,
          family: :inet | :inet6,
          problems: [String.t()],
          discovery: boolean,
          poll_interval: pos_integer,
          resolve_timeout: pos_integer,
          nameservers: [{:inet.ip_address(), :inet.port_number()}],
          resolver: (Resolver.question(), keyword -> Resolver.result()) | nil,
          connect: mfargs,
          connect_timeout: pos_integer,
          ready_grace: non_neg_integer,
          partition_grace: non_neg_integer,
          drain_timeout: non_neg_integer,
          on_drain: [mfargs],
          on_change: mfargs | nil,
          handle_sigterm: boolean,
          http_port: :inet.port_number() | nil,
          http_ip: :inet.ip_address() | nil
        }

  @type mfargs :: {module, atom, [term]}

  @doc "The configuration of this VM; raises `ArgumentError` that names every mistake."
  def load!(options \\ []) do
    options = Keyword.merge(Application.get_all_env(:beam_cluster), options)

    case load(options, System.get_env(), Vm.read()) do
      {:ok, config} -> config
      {:error, mistakes} -> raise ArgumentError, Enum.join(mistakes, "\n")
    end
  end

  @doc "Whether clustering is off (mode `:test`), asked before anything is validated: off never fails."
  def off?(options) do
    given = if Keyword.keyword?(options), do: options[:mode]
    mode = given || Application.get_env(:beam_cluster, :mode) || System.get_env("CLUSTER_MODE")
    mode in [:test, "test"]
  end

  @doc """
  The configuration from options, environment variables (a map) and what the VM says of itself.

      iex> {:error, [mistake]} = BeamCluster.Config.load([pol_interval: 1], %{}, %BeamCluster.Config.Vm{})
      iex> mistake
      "BeamCluster: unknown option :pol_interval, did you mean :poll_interval?"
  """
  def load(options, env, %Vm{} = vm) do
    {printed, env_mistakes} = Environment.read(env)
    {given, option_mistakes} = Options.check(options)

    case option_mistakes ++ env_mistakes do
      [] -> {:ok, Options.defaults() |> Map.merge(printed) |> Map.merge(given) |> build(vm)}
      mistakes -> {:error, mistakes}
    end
  end

  @doc """
  The name that DNS is asked: absolute, so that no search list is walked.

      iex> BeamCluster.Config.query("rsolv-api-headless", "default", "cluster.local")
      "rsolv-api-headless.default.svc.cluster.local."
  """
  def query(service, namespace, domain) do
    if String.ends_with?(service, "."),
      do: service,
      else: "#{service}.#{namespace}.svc.#{String.trim_trailing(domain, ".")}."
  end

  defp build(values, vm) do
    namespace = values[:namespace] || vm.namespace || "default"
    domain = values[:domain] || vm.domain || "cluster.local"
    {base, host} = Address.split(vm.node)
    own = own_address(values[:pod_ip], host)

    config =
      struct!(
        __MODULE__,
        Map.merge(values, %{
          mode: values[:mode] || detect(values),
          basename: values[:basename] || base,
          namespace: namespace,
          domain: domain,
          query: values[:service] && query(values[:service], namespace, domain),
          pod_ip: own,
          family: if(own, do: Address.family(own), else: vm.family),
          problems: []
        })
      )

    # A mode that somebody chose is meant.
    if values[:mode] == :development,
      do: config,
      else: %{config | problems: Problems.find(config, values[:pod_ip], vm)}
  end

  # Production is what the manifest's environment says; nothing else turns clustering on by itself.
  defp detect(%{service: service, pod_ip: ip}) when is_binary(service) and ip != nil,
    do: :production

  defp detect(_values), do: :development

  defp own_address(nil, host) do
    case Address.parse(host) do
      {:ok, ip} -> ip
      :error -> nil
    end
  end

  defp own_address(ip, _host), do: ip
end
