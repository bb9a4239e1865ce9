defmodule BeamCluster.Http.ServerTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  doctest BeamCluster.Http.Request

  alias BeamCluster.Http.Server
  alias BeamCluster.Test.Random

  @local {127, 0, 0, 1}

  setup do
    config = %{http_port: 0, http_ip: @local, family: :inet}
    server = start_supervised!({Server, config})
    {:ok, port: Server.port(), server: server}
  end

  defp connect(port) do
    {:ok, socket} = :gen_tcp.connect(@local, port, [:binary, active: false])
    socket
  end

  defp request(port, bytes) do
    socket = connect(port)
    _sent_or_closed = :gen_tcp.send(socket, bytes)
    response = read(socket, "")
    :gen_tcp.close(socket)
    response
  end

  defp read(socket, seen) do
    case :gen_tcp.recv(socket, 0, 6_000) do
      {:ok, more} -> read(socket, seen <> more)
      {:error, _closed} -> seen
    end
  end

  defp get(port, target), do: request(port, "GET #{target} HTTP/1.1\r\nhost: a\r\n\r\n")

  test "serves the endpoints, with a length, and closes", %{port: port} do
    response = get(port, "/health")
    assert [head, body] = String.split(response, "\r\n\r\n")
    assert head =~ "HTTP/1.1 200 OK\r\ncontent-type: application/json"
    assert head =~ "content-length: #{byte_size(body)}\r\n"
    assert head =~ "connection: close"
    assert get(port, "/ready?verbose") =~ ~s({"status":"ready"})
    assert get(port, "/metrics") =~ "beam_cluster_nodes 1\n"
  end

  test "HEAD has only the head", %{port: port} do
    response = request(port, "HEAD /ready HTTP/1.1\r\n\r\n")
    assert response =~ "content-length: 18\r\n"
    assert String.ends_with?(response, "\r\n\r\n")
  end

  test "everything else is an error", %{port: port} do
    assert get(port, "/") =~ "HTTP/1.1 404 Not Found"
    assert get(port, "/health/") =~ "404"
    assert get(port, "/../../etc/passwd") =~ "404"
    assert get(port, "/%2e%2e/etc/passwd") =~ "404"
    assert get(port, "http://a/health") =~ "400"

    assert request(port, "DELETE /health HTTP/1.1\r\n\r\n") =~
             "405 Method Not Allowed\r\nallow: GET, HEAD"

    assert request(port, "GET /health\r\n\r\n") =~ "400 Bad Request"
    assert request(port, <<0, 1, 2, 255, "\r\n\r\n">>) =~ "400"
  end

  test "of pipelined requests the first is answered", %{port: port} do
    one = "GET /ready HTTP/1.1\r\n\r\n"
    response = request(port, String.duplicate(one, 20))
    assert response |> String.split("HTTP/1.1 200") |> length() == 2
  end

  test "a head of 1 MB is refused", %{port: port} do
    head = "GET /health HTTP/1.1\r\nx: #{String.duplicate("a", 1_000_000)}"
    assert request(port, head) =~ ~r/^(HTTP.1.1 431 Request Header Fields Too Large|$)/
    assert get(port, "/health") =~ "200 OK"
  end

  test "a client that sends byte by byte is served", %{port: port} do
    socket = connect(port)
    for <<byte <- "GET /ready HTTP/1.1\r\n\r\n">>, do: :ok = :gen_tcp.send(socket, <<byte>>)
    assert read(socket, "") =~ "200 OK"
  end

  test "a thousand idle connections keep no other connection out", %{port: port} do
    idle = for _ <- 1..1_000, do: connect(port)
    assert get(port, "/health") =~ "200 OK"
    assert length(idle) == 1_000
    for socket <- idle, do: :gen_tcp.close(socket)
    assert get(port, "/ready") =~ "200 OK"
  end

  test "a killed server listens again on its port" do
    stop_supervised!(Server)
    {:ok, holder} = :gen_tcp.listen(0, ip: @local)
    {:ok, port} = :inet.port(holder)
    start_supervised!({Server, %{http_port: port, http_ip: @local, family: :inet}}, id: :taken)
    assert Server.port() == nil
    :gen_tcp.close(holder)
    send(Process.whereis(Server), :listen)
    assert Server.port() == port

    Process.exit(Process.whereis(Server), :kill)
    assert eventually(fn -> get(port, "/ready") =~ "200 OK" end)
  end

  test "a port in use is said once a minute" do
    {:ok, holder} = :gen_tcp.listen(0, ip: @local)
    {:ok, port} = :inet.port(holder)
    config = %{http_port: port, http_ip: @local, family: :inet}
    stop_supervised!(Server)

    log =
      capture_log(fn ->
        pid = start_supervised!({Server, config}, id: :taken)
        for _ <- 1..60, do: send(pid, :listen)
        assert Server.port() == nil
      end)

    assert log |> String.split("cannot listen on :http_port #{port}") |> length() == 3
    :gen_tcp.close(holder)
  end

  test "each connection above the limit closes the oldest that is open", %{port: port} do
    sockets = [first, second, third | _newer] = for _ <- 1..258, do: connect(port)
    assert read(first, "") == "" and read(second, "") == ""
    assert :gen_tcp.send(third, "GET /ready HTTP/1.1\r\n\r\n") == :ok
    assert read(third, "") =~ "200 OK"
    # Some are gone, so that there is room.
    [fourth | _newer] = Enum.drop(sockets, 3)
    assert get(port, "/ready") =~ "200 OK"
    assert :gen_tcp.send(fourth, "GET /ready HTTP/1.1\r\n\r\n") == :ok
    assert read(fourth, "") =~ "200 OK"
  end

  test "no process with a name keeps a probe waiting", %{port: port, server: server} do
    :sys.suspend(server)
    for path <- ["/health", "/ready", "/metrics"], do: assert(get(port, path) =~ "200 OK")
  end

  test "whatever bytes come, it answers or closes and goes on", %{port: port, server: server} do
    Random.each(50, fn ->
      parts = [
        "GET",
        " ",
        "/health",
        "/",
        "HTTP/1.1",
        "\r\n",
        "\n",
        "\0",
        :rand.bytes(20),
        "x: y",
        "?"
      ]

      bytes = for(_ <- 1..Random.integer(1..12), do: Random.one_of(parts)) |> IO.iodata_to_binary()
      assert request(port, bytes <> "\r\n\r\n") =~ ~r/^HTTP\/1.1 \d{3} /
    end)

    assert Process.alive?(server)
  end

  # The supervisor needs a moment to start it again, and until then nothing listens.
  defp eventually(check) do
    if succeeds?(check),
      do: true,
      else: receive(do: (:never -> false), after: (20 -> eventually(check)))
  end

  defp succeeds?(check) do
    check.()
  rescue
    MatchError -> false
  end
end
