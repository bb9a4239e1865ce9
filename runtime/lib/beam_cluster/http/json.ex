defmodule BeamCluster.Http.Json do
  @moduledoc false
  # Terms to JSON, as much of it as `/health` needs: the runtime has no dependencies.

  @doc """
  The JSON text of maps, lists, strings, atoms, numbers and lists of pairs. A list of pairs keeps its order, a map is sorted by key.

      iex> BeamCluster.Http.Json.encode(%{"node_count" => 2, "connected_nodes" => [:"a@10.0.1.6"]})
      ~S({"connected_nodes":["a@10.0.1.6"],"node_count":2})

      iex> BeamCluster.Http.Json.encode([{"status", "ok"}, {"draining", false}, {"error", nil}])
      ~S({"status":"ok","draining":false,"error":null})
  """
  def encode(term), do: term |> value() |> IO.iodata_to_binary()

  defp value(nil), do: "null"
  defp value(true), do: "true"
  defp value(false), do: "false"
  defp value(number) when is_integer(number), do: Integer.to_string(number)
  defp value(number) when is_float(number), do: Float.to_string(number)
  defp value(atom) when is_atom(atom), do: string(Atom.to_string(atom))
  defp value(text) when is_binary(text), do: string(text)
  defp value(map) when is_map(map), do: map |> Enum.sort() |> object()
  defp value([{_, _} | _] = pairs), do: object(pairs)

  defp value(list) when is_list(list),
    do: [?[, list |> Enum.map(&value/1) |> Enum.intersperse(?,), ?]]

  defp object(pairs) do
    members = for {key, item} <- pairs, do: [string(to_string(key)), ?:, value(item)]
    [?{, Enum.intersperse(members, ?,), ?}]
  end

  defp string(text), do: [?", for(<<byte <- text>>, do: escape(byte)), ?"]

  defp escape(?"), do: ~S(\")
  defp escape(?\\), do: ~S(\\)
  defp escape(byte) when byte < 0x20, do: :io_lib.format("\\u~4.16.0b", [byte])
  defp escape(byte), do: byte
end
