# What doctor asks a node from inside, for every Elixir since 1.11. It prints lines of words between tabs.
[salt, service, namespace, domain, epmd, distribution, dump, addresses, servers, probes] =
  "PARAMETERS" |> Base.decode64!() |> String.split("\n")

say = fn words ->
  IO.puts(
    Enum.map_join(
      ["beam-cluster" | words],
      "\t",
      &String.replace(to_string(&1), ["\t", "\n"], " ")
    )
  )
end

word = fn term -> if is_atom(term), do: term, else: inspect(term) end

version = fn app ->
  case :application.get_key(app, :vsn) do
    {:ok, v} -> v
    _ -> ""
  end
end

say.(["clock", System.system_time(:millisecond)])
say.(["vm", node(), System.otp_release(), System.version(), :erlang.system_info(:port_limit)])

cookie =
  if Node.alive?(), do: to_string(Node.get_cookie()), else: System.get_env("RELEASE_COOKIE") || ""

say.(["cookie", Base.encode16(:erlang.md5(salt <> cookie <> salt)), byte_size(cookie) < 20])
say.(["connected" | Node.list()])

# What undoes a cluster; of a cookie only how often it is given.
for name <-
      ~w(setcookie proto_dist hidden connect_all dist_listen start_epmd no_epmd epmd_module)a do
  given = for {^name, values} <- :init.get_arguments(), do: values
  value = if name == :setcookie, do: [], else: List.last(given) || []
  if given != [], do: say.(["flag", name, length(given), Enum.join(value, " ")])
end

for name <- ~w(connect_all dist_auto_connect inet_dist_use_interface start_distribution)a do
  with {:ok, value} <- :application.get_env(:kernel, name),
       do: say.(["kernel", name, word.(value)])
end

for name <-
      ~w(RELEASE_NODE RELEASE_DISTRIBUTION CLUSTER_SERVICE_NAME ERL_EPMD_ADDRESS ERL_EPMD_PORT) do
  value = System.get_env(name)
  if value, do: say.(["variable", name, value])
end

parse = fn text ->
  {:ok, ip} = :inet.parse_address(to_charlist(text))
  ip
end

family = fn ip -> if tuple_size(ip) == 8, do: [:inet6], else: [:inet] end

dial = fn ip, port ->
  case :gen_tcp.connect(ip, String.to_integer(port), family.(ip), 2000) do
    {:ok, socket} ->
      :gen_tcp.close(socket)
      :ok

    {:error, reason} ->
      word.(reason)
  end
end

ask = fn text ->
  ip = parse.(text)
  reached = dial.(ip, epmd)
  names = if reached == :ok, do: :erl_epmd.names(ip), else: :error

  listed =
    case names do
      {:ok, all} -> "=" <> Enum.map_join(all, ",", fn {name, port} -> "#{name}:#{port}" end)
      _ -> ""
    end

  [text, reached, dial.(ip, distribution), listed]
end

all = String.split(addresses, " ", trim: true)

Enum.zip(
  all,
  Task.async_stream(all, ask, max_concurrency: 64, timeout: 6000, on_timeout: :kill_task)
)
|> Enum.each(fn
  {_, {:ok, words}} -> say.(["peer" | words])
  {text, _} -> say.(["peer", text, :timeout, :timeout, ""])
end)

# Whether the application listens at the address of the pod, as clients reach it, and only within the pod.
own =
  with {:ok, interfaces} <- :inet.getifaddrs() do
    for {_, options} <- interfaces,
        {:addr, ip} <- options,
        to_string(:inet.ntoa(ip)) in all,
        do: ip
  end

for port <- String.split(servers, " ", trim: true), ip <- Enum.take(own, 1) do
  within = if tuple_size(ip) == 8, do: {0, 0, 0, 0, 0, 0, 0, 1}, else: {127, 0, 0, 1}
  say.(["server", port, dial.(ip, port), dial.(within, port)])
end

# Asks for what the kubelet asks for, and reads the head of the answer.
get = fn port, host, path ->
  host =
    if host == "", do: List.last(String.split(to_string(node()), "@")) <> ":" <> port, else: host

  open = fn ip ->
    :gen_tcp.connect(ip, String.to_integer(port), family.(ip) ++ [:binary, active: false], 2000)
  end

  opened = with {:error, _} <- open.({127, 0, 0, 1}), do: open.({0, 0, 0, 0, 0, 0, 0, 1})

  request = [
    "GET #{path} HTTP/1.1\r\nHost: #{host}\r\nUser-Agent: kube-probe/1.30\r\n",
    "Accept: */*\r\nConnection: close\r\n\r\n"
  ]

  with {:ok, socket} <- opened,
       :ok <- :gen_tcp.send(socket, request),
       {:ok, head} <- :gen_tcp.recv(socket, 0, 3000) do
    :gen_tcp.close(socket)
    head
  else
    _ -> ""
  end
end

for text <- String.split(probes, <<31>>, trim: true) do
  [probe, port, host, path] = String.split(text, "\t")
  head = get.(port, host, path)

  found = fn regex ->
    case Regex.run(regex, head) do
      [_, caught] -> caught
      _ -> ""
    end
  end

  status = found.(~r/\AHTTP\/1\.\d (\d{3})/)
  type = found.(~r/\r\ncontent-type: *([\w.+\/-]+)/i)
  location = Regex.replace(~r/\/\/[^\/]*@/, found.(~r/\r\nlocation: *([^?#\r\n]{0,200})/i), "//")
  if status != "", do: say.(["probe", probe, path, status, type, location])
end

if service != "" do
  local =
    case File.read("/etc/resolv.conf") do
      {:ok, text} -> Regex.run(~r/svc\.([^\s]+)/, text)
      _ -> nil
    end

  domain =
    cond do
      domain != "" -> domain
      local -> List.last(local)
      true -> "cluster.local"
    end

  query =
    if String.contains?(service, "."), do: service, else: "#{service}.#{namespace}.svc.#{domain}."

  type = if Enum.any?(all, &String.contains?(&1, ":")), do: :aaaa, else: :a

  case :inet_res.resolve(to_charlist(query), :in, type, [timeout: 1500, retry: 2], 4000) do
    {:ok, message} ->
      found =
        for rr <- :inet_dns.msg(message, :anlist),
            :inet_dns.rr(rr, :type) == type,
            do: :inet.ntoa(:inet_dns.rr(rr, :data))

      say.(["dns", query, "" | found])

    {:error, {reason, _}} ->
      say.(["dns", query, word.(reason)])

    {:error, reason} ->
      say.(["dns", query, word.(reason)])
  end
end

with true <- dump != "",
     {:ok, stat} <- File.stat(dump, time: :posix),
     do: say.(["dump", stat.size, stat.mtime])

if version.(:beam_cluster) != "" and Code.ensure_loaded?(BeamCluster) do
  health = apply(BeamCluster, :health, [])
  say.(["runtime", version.(:beam_cluster), health.mode, health.ready, health.draining])
  Enum.each(health.problems, &say.(["problem", &1]))
  Enum.each(health.missing, &say.(["missing", &1.node, &1.cause, &1.seconds]))
end

say.(["end"])
