defmodule BeamCluster.Config.Environment do
  @moduledoc false
  # Turns the environment variables that the manifest prints into settings.
  #
  # `contract/0` lists the variables of the manifest, `knobs/0` those that a user may add. Nothing else is read.

  alias BeamCluster.Address

  @contract %{
    "POD_NAME" => {:pod_name, :text},
    "POD_NAMESPACE" => {:namespace, :text},
    "POD_IP" => {:pod_ip, :ip},
    "CLUSTER_SERVICE_NAME" => {:service, :text},
    "CLUSTER_DOMAIN" => {:domain, :text},
    "CLUSTER_DRAIN_SECONDS" => {:drain_timeout, :seconds},
    "CLUSTER_HTTP_PORT" => {:http_port, :port}
  }

  @knobs %{"CLUSTER_MODE" => {:mode, :mode}}

  @modes %{"production" => :production, "development" => :development, "test" => :test}

  @doc "The variables of the contract between manifest and image that the runtime reads."
  def contract, do: Map.keys(@contract)

  @doc "The variables that the manifest does not print and a user may set."
  def knobs, do: Map.keys(@knobs)

  @doc """
  `{settings, mistakes}` of a map of environment variables; an empty variable counts as unset.

      iex> BeamCluster.Config.Environment.read(%{"POD_IP" => "10.0.1.5", "CLUSTER_DRAIN_SECONDS" => "20"})
      {%{pod_ip: {10, 0, 1, 5}, drain_timeout: 20_000}, []}
  """
  def read(env) do
    for {variable, {setting, kind}} <- Map.merge(@contract, @knobs),
        text = env[variable],
        text != "",
        reduce: {%{}, []} do
      {settings, mistakes} ->
        case value(kind, text) do
          {:ok, value} -> {Map.put(settings, setting, value), mistakes}
          {:error, wanted} -> {settings, mistakes ++ [mistake(variable, wanted, text)]}
        end
    end
  end

  defp value(:text, text), do: {:ok, text}

  defp value(:ip, text) do
    with :error <- Address.parse(text),
         do: {:error, "an IP address (fieldRef: status.podIP)"}
  end

  defp value(:seconds, text) do
    case Integer.parse(text) do
      {seconds, ""} when seconds >= 0 -> {:ok, seconds * 1000}
      _other -> {:error, "a whole number of seconds"}
    end
  end

  defp value(:port, text) do
    case Integer.parse(text) do
      {port, ""} when port in 1..65_535 -> {:ok, port}
      _other -> {:error, "a port number"}
    end
  end

  defp value(:mode, text) do
    with :error <- Map.fetch(@modes, text),
         do: {:error, "production, development or test"}
  end

  defp mistake(variable, wanted, got),
    do: "BeamCluster: expected the variable #{variable} to be #{wanted}, got: #{inspect(got)}"
end
