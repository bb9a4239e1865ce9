defmodule BeamCluster.Discovery.NodeName do
  @moduledoc false
  # Node names of addresses. A name is an atom, and atoms are never freed, so `BeamCluster.Discovery.NameBudget` limits how many are made of
  # what DNS and peers list. Where names are plenty, one is made for each address that is dialled. Where they are scarce, one is made only
  # for an address where something listens.
  #
  # A name that exists costs nothing, so an address that was connected before is dialled whatever DNS invents.

  require Logger

  alias BeamCluster.{Address, Clock, Facts}
  alias BeamCluster.Discovery.NameBudget

  # The state of a VM, in atomics: dials make names side by side.
  @made 1
  @paid_until 2
  @denied_at 3
  @said_at 4

  # An address without a name asks again within 25 s, and as long as one does, that is a problem.
  @wait_ms 20_000
  @problem_ms 30_000
  @said_every_ms 600_000

  @type supply :: :known | NameBudget.level()

  @doc "The node at a pod's address if its name is there already, or nil."
  def known(basename, ip) do
    String.to_existing_atom(text(basename, ip))
  rescue
    ArgumentError -> nil
  end

  @doc "`{:ok, node}` of a pod's address, or in how many milliseconds to ask for its name again."
  def of(basename, ip) do
    case known(basename, ip) do
      nil -> make(text(basename, ip))
      node -> {:ok, node}
    end
  end

  @doc """
  Whether the name of a pod's address is there (`:known`), or else what there is to make it of: `:plenty`, `:scarce`, or
  nothing for some milliseconds.
  """
  @spec supply(String.t(), :inet.ip_address()) :: supply
  def supply(basename, ip) do
    if known(basename, ip),
      do: :known,
      else: noted(NameBudget.level(get(@paid_until), Clock.now(), room()))
  end

  @doc "The address in the name of a node of this cluster, or `:error`."
  def address(node, basename) do
    case Address.split(node) do
      {^basename, host} -> Address.parse(host)
      _other -> :error
    end
  end

  @doc "How many names were made in the life of this VM."
  def made, do: get(@made)

  @doc "The problems of `/health` with names: an empty list, or that addresses wait for a name."
  def problems, do: if(Clock.now() - get(@denied_at) < @problem_ms, do: [problem()], else: [])

  defp problem do
    "too many addresses: #{made()} node names were made of what DNS and peers listed, and atoms are never freed, so that " <>
      "new addresses wait until more names may be made. Nodes that were connected before are dialled all the same. " <>
      "Check what DNS answers for #{Facts.get(:query) || "the service"}"
  end

  defp make(name) do
    paid_until = get(@paid_until)

    with {:ok, until} <- noted(NameBudget.take(paid_until, Clock.now(), room())) do
      case :atomics.compare_exchange(state(), @paid_until, paid_until, until) do
        :ok -> {:ok, counted(String.to_atom(name))}
        _changed -> make(name)
      end
    end
  end

  defp counted(node) do
    :atomics.add(state(), @made, 1)
    Facts.count(:node_names)
    node
  end

  defp noted({:wait, ms}) do
    now = Clock.now()
    said_at = get(@said_at)
    :atomics.put(state(), @denied_at, now)

    if now - said_at >= @said_every_ms and
         :atomics.compare_exchange(state(), @said_at, said_at, now) == :ok,
       do: Logger.error("BeamCluster: #{problem()}")

    {:wait, min(ms, @wait_ms)}
  end

  defp noted(supply), do: supply

  defp text(basename, ip), do: "#{basename}@#{Address.format(ip)}"

  defp room, do: div(:erlang.system_info(:atom_limit), 2) - :erlang.system_info(:atom_count)

  defp get(slot), do: :atomics.get(state(), slot)

  # Not in the facts, which end with the runtime, and which a strategy of libcluster may be without.
  defp state do
    with nil <- :persistent_term.get(__MODULE__, nil) do
      state = :atomics.new(4, [])
      :atomics.put(state, @paid_until, Clock.now())

      for slot <- [@denied_at, @said_at],
          do: :atomics.put(state, slot, Clock.now() - @said_every_ms)

      :persistent_term.put(__MODULE__, state)
      state
    end
  end
end
