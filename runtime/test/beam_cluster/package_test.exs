defmodule BeamCluster.PackageTest do
  @moduledoc "What `mix hex.build` and ExDoc ask of a package; neither can be run without the network."
  use ExUnit.Case, async: true

  @project Keyword.take(
             Mix.Project.config(),
             [:app, :version, :elixir, :description, :deps, :package, :source_url, :docs]
           )
  @root Path.dirname(Mix.Project.project_file())
  @package @project[:package]

  test "it has the metadata that Hex requires" do
    assert @project[:app] == :beam_cluster
    assert {:ok, _version} = Version.parse(@project[:version])
    assert {:ok, _requirement} = Version.parse_requirement(@project[:elixir])
    # Hex takes up to 300 characters.
    assert String.length(@project[:description]) in 20..300
    assert @package[:licenses] == ["Apache-2.0"]
    assert map_size(@package[:links]) > 0

    for url <- [@project[:source_url] | Map.values(@package[:links])],
        do: assert(%URI{scheme: "https", host: "" <> _} = URI.parse(url))
  end

  test "it depends on nothing, and so on nothing by path or git" do
    assert @project[:deps] == []
  end

  test "each file of the package exists, and the package has what a user needs" do
    for file <- @package[:files], do: assert(File.exists?(Path.join(@root, file)))
    assert ["LICENSE", "README.md", "CHANGELOG.md", "lib", "mix.exs"] -- @package[:files] == []
    assert File.read!(Path.join(@root, "LICENSE")) =~ "Apache License"
    assert File.read!(Path.join(@root, "CHANGELOG.md")) =~ "## #{@project[:version]}"
  end

  test "each public module is in one group of the documentation, and every other module is hidden" do
    grouped = Enum.flat_map(docs()[:groups_for_modules], fn {_group, modules} -> modules end)
    assert Enum.sort(documented()) == Enum.sort(grouped)
    for extra <- docs()[:extras], do: assert(File.exists?(Path.join(@root, extra)))
  end

  test "each public function is documented" do
    undocumented =
      for module <- documented(),
          {:docs_v1, _, _, _, _, _, entries} = Code.fetch_docs(module),
          {{:function, name, arity}, _line, _signature, :none, _metadata} <- entries,
          {name, arity} != {:__struct__, 0},
          {name, arity} != {:__struct__, 1},
          do: {module, name, arity}

    assert undocumented == []
  end

  defp docs, do: @project[:docs]

  defp documented do
    {:ok, modules} = :application.get_key(:beam_cluster, :modules)

    for module <- modules,
        not String.starts_with?(inspect(module), "BeamCluster.Test."),
        {:docs_v1, _, _, _, moduledoc, _, _} = Code.fetch_docs(module),
        moduledoc != :hidden,
        do: module
  end
end
