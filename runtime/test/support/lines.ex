defmodule BeamCluster.Test.Lines do
  @moduledoc "Keeps what a node logs, in its order; called there."

  @doc "Keeps all that is logged from here on, instead of printing it."
  def keep do
    owner = self()

    spawn(fn ->
      :ets.new(__MODULE__, [:named_table, :public, :ordered_set])
      send(owner, :kept)
      Process.sleep(:infinity)
    end)

    receive(do: (:kept -> :ok))
    for id <- :logger.get_handler_ids(), do: :logger.set_handler_config(id, :level, :none)
    :ok = :logger.add_handler(__MODULE__, __MODULE__, %{})
    :logger.set_primary_config(:level, :info)
  end

  @doc "What was logged of members, as it was written."
  def of_members do
    for {_at, line} <- :ets.tab2list(__MODULE__),
        line =~ ~r/^(Node connected|Node disconnected|Current cluster|BeamCluster: this node)/,
        do: line
  end

  @doc false
  def log(%{msg: {:string, text}}, _config),
    do: keep(to_string(text))

  def log(_report, _config), do: :ok

  # A VM that stops ends the owner of the table before it has logged its last line.
  defp keep(line) do
    :ets.insert(__MODULE__, {System.unique_integer([:monotonic]), line})
  rescue
    ArgumentError -> :ok
  end
end
