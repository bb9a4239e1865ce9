defmodule BeamCluster.Singleton.Status do
  @moduledoc false
  # What a node says of itself, each second and at each change, and which claim goes before another. Pure.
  #
  # It is a map, so that a newer version can say more: a key that is not known is ignored, and one that is missing has its default.

  alias BeamCluster.Singleton.Status

  @stages [:joining, :staying, :leaving]

  defstruct stage: :joining,
            settled: false,
            able: false,
            claim: nil,
            grant: nil,
            pid: nil,
            note: nil

  @typedoc "The number of a claim, and since when its node owns: milliseconds of the wall, or nil while it asks for grants."
  @type claim :: {id :: integer, since :: integer | nil}

  @typedoc "To whom a grant goes. An incarnation begins with the start of its node."
  @type grant :: {node, incarnation :: term, id :: integer, since :: integer | nil}

  @typedoc """
  A `settled` node knows of all that it granted before it restarted. An `able` one could own. `pid` is the process of an owner, and `note`
  what the owner wants its successor to know.
  """
  @type t :: %Status{
          stage: :joining | :staying | :leaving,
          settled: boolean,
          able: boolean,
          claim: claim | nil,
          grant: grant | nil,
          pid: pid | nil,
          note: integer | nil
        }

  @doc "The payload of a message."
  @spec payload(t) :: tuple
  def payload(status), do: {:status, Map.from_struct(status)}

  @doc "Reads what another node sent, or nil where it makes no sense."
  @spec read(term) :: t | nil
  def read(%{stage: stage} = map) when stage in @stages do
    status = struct(Status, Map.take(map, [:stage, :settled, :able, :claim, :grant, :pid, :note]))
    if well_formed?(status), do: status
  end

  def read(_unknown), do: nil

  @doc """
  Whether the first of two rivals goes before the second: an owner before one that asks, the older of two owners, and of two that ask the
  node that started last.
  """
  @spec before?(grant, grant) :: boolean
  def before?({_, _, _, since}, {_, _, _, nil}) when since != nil, do: true
  def before?({_, _, _, nil}, {_, _, _, since}) when since != nil, do: false
  def before?({a, one, _, nil}, {b, other, _, nil}), do: {one, a} > {other, b}
  def before?({a, _, _, since}, {b, _, _, than}), do: {since, a} < {than, b}

  defp well_formed?(status) do
    is_boolean(status.settled) and is_boolean(status.able) and claim?(status.claim) and
      grant?(status.grant) and (status.pid == nil or is_pid(status.pid)) and
      optional_integer?(status.note)
  end

  defp claim?(nil), do: true
  defp claim?({id, since}), do: is_integer(id) and optional_integer?(since)
  defp claim?(_other), do: false

  defp grant?(nil), do: true

  defp grant?({node, _incarnation, id, since}),
    do: is_atom(node) and is_integer(id) and optional_integer?(since)

  defp grant?(_other), do: false

  defp optional_integer?(value), do: value == nil or is_integer(value)
end
