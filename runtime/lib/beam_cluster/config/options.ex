defmodule BeamCluster.Config.Options do
  @moduledoc false
  # The options of `BeamCluster`, their types and defaults. Times are milliseconds.

  alias BeamCluster.Address

  # name: {type, default}
  @options [
    mode: {{:in, [:production, :development, :test]}, nil},
    service: {:text, nil},
    namespace: {:text, nil},
    domain: {:text, nil},
    pod_name: {:text, nil},
    pod_ip: {:ip, nil},
    basename: {:name, nil},
    discovery: {:boolean, true},
    poll_interval: {{:integer, 100}, 15_000},
    resolve_timeout: {{:integer, 100}, 3_000},
    nameservers: {:nameservers, []},
    resolver: {{:function, 2}, nil},
    connect: {:mfa, {:net_kernel, :connect_node, []}},
    connect_timeout: {{:integer, 100}, 8_000},
    ready_grace: {{:integer, 0}, 10_000},
    partition_grace: {{:integer, 0}, 15_000},
    drain_timeout: {{:integer, 0}, 20_000},
    on_drain: {:mfas, []},
    on_change: {:mfa, nil},
    handle_sigterm: {:boolean, true},
    http_port: {:port, nil},
    http_ip: {:ip, nil}
  ]

  @derived [:mode, :service, :namespace, :domain, :pod_name, :pod_ip, :basename]

  @doc "The names of all options."
  def names, do: Keyword.keys(@options)

  @doc "The names of the options that are stored as they are."
  def plain, do: names() -- @derived

  @doc "The default of every option."
  def defaults, do: Map.new(@options, fn {name, {_type, default}} -> {name, default} end)

  @doc """
  `{settings, mistakes}` of a keyword list.

      iex> BeamCluster.Config.Options.check(http_port: 4000)
      {%{http_port: 4000}, []}
      iex> {_, [mistake]} = BeamCluster.Config.Options.check(http_port: "4000")
      iex> mistake
      ~S(BeamCluster: expected :http_port to be a port number, got: "4000")
  """
  def check(options) do
    if Keyword.keyword?(options) do
      Enum.reduce(options, {%{}, []}, &check_one/2)
    else
      {%{}, ["BeamCluster: expected a keyword list of options, got: #{inspect(options)}"]}
    end
  end

  defp check_one({name, value}, {settings, mistakes}) do
    with {:ok, {type, _default}} <- Keyword.fetch(@options, name),
         {:ok, value} <- cast(type, value) do
      {Map.put(settings, name, value), mistakes}
    else
      :error ->
        {settings, mistakes ++ ["BeamCluster: unknown option #{inspect(name)}#{hint(name)}"]}

      {:error, wanted} ->
        mistake = "BeamCluster: expected #{inspect(name)} to be #{wanted}, got: #{inspect(value)}"
        {settings, mistakes ++ [mistake]}
    end
  end

  defp hint(name) do
    {closest, distance} =
      names()
      |> Enum.map(&{&1, String.jaro_distance(to_string(name), to_string(&1))})
      |> Enum.max_by(&elem(&1, 1))

    if distance > 0.7,
      do: ", did you mean #{inspect(closest)}?",
      else: ", known are: #{Enum.map_join(names(), ", ", &inspect/1)}"
  end

  defp cast({:in, values}, value) do
    if value in values, do: {:ok, value}, else: {:error, "one of #{inspect(values)}"}
  end

  defp cast(:text, value) when is_binary(value) and value != "", do: {:ok, value}
  defp cast(:text, _value), do: {:error, "a non-empty string"}

  defp cast(:name, value) do
    if is_binary(value) and value =~ ~r/^[A-Za-z0-9_-]+$/,
      do: {:ok, value},
      else: {:error, "the part of a node name before the @"}
  end

  defp cast(:boolean, value) when is_boolean(value), do: {:ok, value}
  defp cast(:boolean, _value), do: {:error, "true or false"}

  defp cast({:integer, least}, value) when is_integer(value) and value >= least, do: {:ok, value}
  defp cast({:integer, least}, _value), do: {:error, "a whole number of at least #{least}"}
  defp cast(:port, value) when value in 0..65_535 or is_nil(value), do: {:ok, value}
  defp cast(:port, _value), do: {:error, "a port number"}

  defp cast(:ip, value) when is_binary(value) do
    with :error <- Address.parse(value), do: {:error, "an IP address"}
  end

  defp cast(:ip, value) do
    if :inet.is_ip_address(value), do: {:ok, value}, else: {:error, "an IP address"}
  end

  defp cast({:function, arity}, value) when is_function(value, arity), do: {:ok, value}
  defp cast({:function, arity}, _value), do: {:error, "a function of #{arity} arguments"}

  defp cast(:mfa, {module, function, args} = value)
       when is_atom(module) and is_atom(function) and is_list(args),
       do: {:ok, value}

  defp cast(:mfa, _value), do: {:error, "{module, function, arguments}"}

  defp cast(:mfas, value) do
    if is_list(value) and Enum.all?(value, &match?({:ok, _}, cast(:mfa, &1))),
      do: {:ok, value},
      else: {:error, "a list of {module, function, arguments}"}
  end

  defp cast(:nameservers, value) do
    valid? = is_list(value) and Enum.all?(value, &nameserver?/1)
    if valid?, do: {:ok, value}, else: {:error, "a list of {ip, port}"}
  end

  defp nameserver?({ip, port}) when port in 1..65_535, do: :inet.is_ip_address(ip)
  defp nameserver?(_other), do: false
end
