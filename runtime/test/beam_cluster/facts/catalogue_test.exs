defmodule BeamCluster.Facts.CatalogueTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Facts
  alias BeamCluster.Facts.Catalogue

  test "each fact has a type, and each type is a fact" do
    {:ok, types} = Code.Typespec.fetch_types(Catalogue)
    {:type, _line, :map, fields} = Enum.find_value(types, &type_of_facts/1)
    typed = for {:type, _line, :map_field_exact, [{:atom, _, name}, _type]} <- fields, do: name
    assert Enum.sort(typed) == Enum.sort(Catalogue.names())
  end

  defp type_of_facts({:type, {:t, type, []}}), do: type
  defp type_of_facts(_other), do: nil

  test "no other key is taken" do
    Facts.create()
    assert Facts.put(:ready, :alone) == :ok
    assert Facts.put({:round_trip, :a@b}, 1) == :ok

    for unknown <- [:redy, {:round_tripp, :a@b}, {:counter, :joins, []}, "ready"] do
      assert_raise FunctionClauseError, fn -> Facts.get(unknown) end
      assert_raise FunctionClauseError, fn -> Facts.put(unknown, 1) end
    end

    assert_raise MatchError, fn -> Facts.put_all(ready: :alone, redy: :alone) end
    assert_raise FunctionClauseError, fn -> Facts.count(:join) end
    assert_raise FunctionClauseError, fn -> Facts.keys(:ready) end
  end
end
