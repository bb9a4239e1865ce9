defmodule BeamCluster.Config.ResolvConf do
  @moduledoc false
  # Reads the cluster's domain from the search list that the kubelet writes into every pod's `/etc/resolv.conf`.

  @doc "`{namespace, domain}` of the file at `path`, both nil when it has no `svc.` search entry."
  def cluster(path) do
    case File.read(path) do
      {:ok, text} -> parse(text)
      {:error, _reason} -> {nil, nil}
    end
  end

  @doc """
  The same from the file's text.

      iex> BeamCluster.Config.ResolvConf.parse("search prod.svc.acme.internal svc.acme.internal acme.internal")
      {"prod", "acme.internal"}
      iex> BeamCluster.Config.ResolvConf.parse("nameserver 10.96.0.10")
      {nil, nil}
  """
  def parse(text) do
    names =
      for ["search" | names] <- lines(text), name <- names, do: String.trim_trailing(name, ".")

    {namespace(names), Enum.find_value(names, &domain/1)}
  end

  defp lines(text), do: text |> String.split("\n") |> Enum.map(&String.split/1)

  defp domain("svc." <> domain), do: domain
  defp domain(_name), do: nil

  defp namespace(names) do
    Enum.find_value(names, fn name ->
      case String.split(name, ".", parts: 3) do
        [namespace, "svc", _domain] -> namespace
        _other -> nil
      end
    end)
  end
end
