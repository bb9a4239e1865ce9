defmodule BeamCluster.Dns.Answer do
  @moduledoc """
  What a DNS answer says about the cluster: the addresses, and how long it may be cached.

  `ttl` (seconds) is the smallest of the records, or what the SOA record says of an empty or negative answer;
  nil when there is none. `alias` is the name to ask next when the answer is only a CNAME.
  """

  defstruct addresses: [], ttl: nil, alias: nil

  @type t :: %__MODULE__{
          addresses: [:inet.ip_address()],
          ttl: non_neg_integer | nil,
          alias: charlist | nil
        }

  alias BeamCluster.Address

  @doc """
  Reads a decoded message (`t::inet_res.dns_msg/0`) as the answer to a question of type `:a`, `:aaaa` or
  `:srv`. The addresses of an SRV answer are those that its additional section gives for its targets.
  """
  def read(message, :srv, family) do
    records = message |> :inet_dns.msg(:anlist) |> records(:srv)
    targets = MapSet.new(records, fn %{data: {_, _, _, target}} -> fold(target) end)

    additional =
      for %{domain: domain} = record <- message |> :inet_dns.msg(:arlist) |> records(type(family)),
          MapSet.member?(targets, fold(domain)),
          do: record

    %__MODULE__{addresses: addresses(additional), ttl: ttl(records, message)}
  end

  def read(message, type, _family) when type in [:a, :aaaa] do
    answers = :inet_dns.msg(message, :anlist)
    records = records(answers, type)
    aliases = records(answers, :cname)

    %__MODULE__{
      addresses: addresses(records),
      ttl: ttl(records, message),
      alias: if(records == [] and aliases != [], do: List.last(aliases).data)
    }
  end

  @doc "The seconds for which a negative answer may be cached (RFC 2308, section 5), or nil."
  def negative_ttl(message) do
    message
    |> :inet_dns.msg(:nslist)
    |> records(:soa)
    |> Enum.map(fn %{ttl: ttl, data: {_, _, _, _, _, _, minimum}} -> min(ttl, minimum) end)
    |> Enum.min(fn -> nil end)
  end

  defp type(:inet), do: :a
  defp type(:inet6), do: :aaaa

  # The message also carries records of other shapes (OPT), which have no such fields.
  defp records(list, type) do
    for resource <- list,
        elem(resource, 0) == :dns_rr,
        rr = Map.new(:inet_dns.rr(resource)),
        rr.type == type,
        do: rr
  end

  defp addresses(records) do
    for(%{data: ip} <- records, Address.dialable?(ip), uniq: true, do: ip)
  end

  defp ttl([], message), do: negative_ttl(message)
  defp ttl(records, _message), do: records |> Enum.map(& &1.ttl) |> Enum.min()

  defp fold(name), do: name |> to_string() |> String.downcase()
end
